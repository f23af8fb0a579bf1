using Coc.EventStore;
using Coc.Liaison.Domain;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Domain.Policies;

namespace Coc.Unit.Liaison;

/// <summary>A body called sextant, given its seats; then a command; then what came of it.</summary>
internal sealed class GivenBody
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private readonly BodyState state;

    private GivenBody(BodyState state) => this.state = state;

    public static GivenBody Sextant(PolicyTerms? terms = null) => new GivenBody(BodyState.Nothing).After(
        new BodyEvent.BodyAdded(new("sextant", "Sextant", "project", "own", "orrery", "meridian")), new BodyEvent.PolicySet("sextant", 1, Now.AddYears(-1), terms ?? new()));

    public BodyState State => state;

    public GivenBody With(string name, string role = "member", string employer = "", bool chair = false, string appointment = "elected") =>
        After(new BodyEvent.SeatFilled("sextant", Id(name), Id("account " + name), Terms(name, role, employer, chair, appointment), Now.AddDays(-1)));

    public GivenBody After(params IReadOnlyList<BodyEvent> events) => new(events.Aggregate(state, BodyState.Evolve));

    public Decision<BodyEvent> When(BodyCommand command) => BodyDecider.Decide(command, state);

    public static Asker As(string name, string role = "member", bool chair = false) => new(Id("account " + name), Id(name), role, chair);

    public static Asker Admin { get; } = As("admin", "admin");

    public static BodyCommand.FillSeat Fill(Asker by, string name, string role = "member", string employer = "", bool chair = false, string appointment = "elected") =>
        new(by, Id("change " + name), Id(name), Id("account " + name), Terms(name, role, employer, chair, appointment), null, Now);

    public static SeatTerms Terms(string name, string role, string employer, bool chair, string appointment) => new(
        role, appointment, chair, 1, Now.AddDays(-1), null, Sensitive.Of($"{name}@sextant.example", "seat"), Sensitive.Of(name, "seat"),
        employer.Length == 0 ? null : Sensitive.Of(employer, "seat"), null);

    public static Guid Id(string name) => Coc.Platform.Ids.V5(Guid.Empty, name);
}
