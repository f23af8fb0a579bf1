using System.Text.Json;
using Coc.Cases.Domain;
using Coc.Cases.Features.ReadingCases;
using Coc.Cases.Publishing;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Platform.Http;
using Coc.Platform.Messaging;

namespace Coc.Unit.Cases;

/// <summary>Some bodies and all their cases, as the executor keeps them: every command goes through the deciders, two streams change together or not at all.</summary>
internal sealed class Lands
{
    public const string Canary = "canary-7";
    private const int Members = 4;

    private static readonly string[] Slugs = ["sextant", "astrolabe", "orrery", "meridian"];

    private readonly Dictionary<Guid, CaseState> cases = [];
    private readonly HashSet<Guid> ended = [];
    private int ids;

    private readonly PublishingTable table;

    /// <param name="table">what is published; null: what the service publishes</param>
    public Lands(PublishingTable? table = null)
    {
        this.table = table ?? CasePublishing.Table;
        foreach (var project in new[] { Slugs[0], Slugs[1], Slugs[0] })
        {
            var (id, report) = (New(), New());
            Apply(id, CaseDecider.Decide(CaseState.None, new CaseCommand.Open(
                Now, id, New(), new CaseReport(report, Now, null), "normal", [project], null, Body(project), [new CaseSubject(Rex, project + "-heron", Identification.Claimed)], "J1", "oneProject")).Events);
            Reports.Add(report, Now);
        }
    }

    public static Guid Rex { get; } = GivenCase.Id(900);

    public DateTimeOffset Now { get; private set; } = GivenCase.Monday;

    /// <summary>With the instant of first receipt.</summary>
    public Dictionary<Guid, DateTimeOffset> Reports { get; } = [];

    public IReadOnlyCollection<CaseState> Cases => cases.Values;

    /// <summary>Cases that moved on since somebody looked.</summary>
    public HashSet<Guid> Changed { get; } = [];

    public List<string> Published { get; } = [];

    /// <summary>Which contracts were published.</summary>
    public HashSet<string> Contracts { get; } = [];

    public Dictionary<string, int> Done { get; } = [];

    public CaseState this[int at] => cases.Values.ElementAt(at % cases.Count);

    public static Guid Seat(string body, int at) => GivenCase.Id((1000 * (1 + Array.IndexOf(Slugs, body))) + (at % Members));

    public void Pass(TimeSpan time) => Now += time;

    public void End(Guid seat)
    {
        ended.Add(seat);
        foreach (var state in cases.Values.ToList())
        {
            Do(state, new CaseCommand.EndSeat(Now, seat));
        }
    }

    public void Do(CaseState state, CaseCommand command)
    {
        var decision = CaseDecider.Decide(state, command);
        (decision.Refusal is not null && decision.Events.Count > 0).ShouldBeFalse();
        if (decision.Refusal is null && decision.Events.Count > 0)
        {
            Count(command.ToString());
            var begun = state.Apply(decision.Events).HasGone ? command is CaseCommand.StepUp up ? SteppingUp.Begin(state, up) : Transferring.Begin(state, command) : [];
            Apply(state.Id, decision.Events);
            if (begun.Count > 0)
            {
                Apply(CaseState.None.Apply(begun).Id, begun);
            }
        }
    }

    public void Do(CaseState former, CaseState present, string what, PairDecision decision)
    {
        (decision.Refusal is not null && decision.Former.Count + decision.Present.Count > 0).ShouldBeFalse();
        if (decision.Former.Count + decision.Present.Count > 0)
        {
            Count(what);
            Apply(former.Id, decision.Former);
            Apply(present.Id, decision.Present);
        }
    }

    public CaseState? Find(Guid? id) => id is { } wanted ? cases.GetValueOrDefault(wanted) : null;

    public Guid New() => GivenCase.Id(100_000 + ids++);

    public HandlingBody Body(string slug) => new(
        slug, slug == "orrery" ? "foundation" : slug == "meridian" ? "parent" : "project", slug == "meridian" ? "meridian" : "orrery", slug == "meridian" ? null : "meridian", 1,
        GivenCase.Policy(2) with { Arbiter = slug is "sextant" ? "meridian" : null },
        [.. Enumerable.Range(0, Members).Select(n => new HandlingSeat(Seat(slug, n), GivenCase.Id(50_000 + n), "member", n == 0, "elected", n)).Where(s => !ended.Contains(s.Seat))]);

    public static IReadOnlyList<CaseSubject> Subjects(CaseState state, string body) => [.. state.Subjects.Select(s => new CaseSubject(s.Person, $"{body}-heron", s.Identification))];

    public static string Shown(CaseState state) => JsonSerializer.Serialize(CaseView.Of(state, Guid.Empty, GivenCase.Monday), Json.Options);

    private void Count(string what) => Done[what] = Done.GetValueOrDefault(what) + 1;

    private void Apply(Guid id, IReadOnlyList<CaseEvent> events)
    {
        var before = cases.GetValueOrDefault(id) ?? CaseState.None;
        cases[id] = before.Apply(events) with { Version = before.Version + events.Count };
        Changed.Add(id);
        foreach (var e in events)
        {
            var stored = new StoredEvent(1, New(), new(cases[id].Body, id), 1, "", e, Now, new EventContext(Now, id), null);
            foreach (var (contract, message) in table.Translate(stored, new Dictionary<Type, long>()))
            {
                Contracts.Add(contract);
                Published.Add(JsonSerializer.Serialize(message, Json.Options));
            }
        }
    }
}
