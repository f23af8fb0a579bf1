using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Mediators, investigators and advisers from outside (domain.md 1.1, section 5: no vote, equally bound, need to know). They hold a seat of the body that opens nothing by itself, are asked about conflicts as any seat is
/// (P1), come to no panel, and see the pieces they were given and nothing else, until the engagement ends. Whom it concerns hears 48 hours ahead and may exclude them (P16).
/// </summary>
internal static class Engaging
{
    public const string Command = "outside";
    public const string Ending = "outside/end";
    public const string Role = "outside";
    public const string Due = "engagement";
    public static readonly string[] Kinds = ["mediator", "investigator", "adviser"];

    private static readonly TimeSpan ToldAhead = TimeSpan.FromHours(48);

    public static Decision Engage(CaseState state, CaseCommand.EngageOutside c)
    {
        var (person, notBefore) = (c.Person!, state.IsUrgent ? c.At : c.At + ToldAhead);
        if (state.Handling.Seats.Any(s => s.Seat == person.Seat.Seat || s.Account == person.Seat.Account))
        {
            return new Refusal("alreadyOfTheCase", "P1", "This person has, or had, a part in the case already.");
        }

        if (c.Until <= notBefore)
        {
            return new Refusal("endsBeforeItBegins", "P16", $"Who is concerned hears ahead, so it begins {notBefore:yyyy-MM-dd HH:mm} UTC: it has to end later.");
        }

        var seat = person.Seat with { Role = Role, Chair = false, Duty = null, Order = state.Handling.Seats.Count + 1 };
        var engagement = Screening.RequestOf(state.Id, seat.Seat);
        return new List<CaseEvent>(
        [
            new CaseEvent.OutsideEngaged(
                engagement, seat, c.As, Texts.Panel(person.Name), Texts.Panel(c.Task), Texts.PanelList(c.Include), c.TermsAcceptedAt, notBefore, c.Until, person.Aside, c.Seat, c.At),
            .. c.Consents is { } known ? Consenting.Ask(state, known, state.Body, notBefore, c.At, r => Appealing.Hears(state, r)) : [],
            .. state.ThreadIds.Where(t => Appealing.Hears(state, t)).Select(t => new CaseEvent.ReporterMessaged(Ids.V5(engagement, $"told:{t}"), t, Texts.Reporter(t, Words(state, c, notBefore, t)), null, c.At)),
        ]);
    }

    private static string Words(CaseState state, CaseCommand.EngageOutside c, DateTimeOffset notBefore, Guid thread) =>
        $"{Called(c.As)} from outside, {c.Person!.Name}, will work with us on this, from {notBefore:yyyy-MM-dd HH:mm} UTC until {c.Until:yyyy-MM-dd HH:mm} UTC. They have accepted to keep it confidential, decide nothing, and see only what we choose for them."
        + " If they should not see it, please tell us before then; nobody else learns it."
        + (c.Consents is { } said && state.ReportIds.Contains(thread) && said.Of(thread) != Consenting.Yes ? " They are not told who you are, unless you say on your page that they may know." : "");

    /// <summary>In words for people.</summary>
    public static string Called(string kind) => kind switch { "mediator" => "A mediator", "investigator" => "An investigator", _ => "An adviser" };

    /// <summary>It was not ended, and the seat did not leave: whether its time has come, or is over, the clock says.</summary>
    public static bool IsOpen(CaseState state, Engagement engagement) => engagement.EndedAt is null && !state.IsOver && !state.Departed.Contains(engagement.Seat);

    /// <summary>At this moment they may be asked, and after their answer see what they were given.</summary>
    public static bool Runs(CaseState state, Engagement engagement, DateTimeOffset now) => IsOpen(state, engagement) && engagement.NotBefore <= now && now < engagement.Until;

    public static Engagement? Of(CaseState state, Guid engagement) => state.Engagements.FirstOrDefault(e => e.Id == engagement);

    public static Decision End(CaseState state, CaseCommand.EndEngagement c) =>
        Of(state, c.Engagement) is { } engagement && IsOpen(state, engagement) ? new List<CaseEvent>(Ended(state, engagement, c.Seat, c.At)) : new Refusal("engagementOver", "P16", "This engagement is over.");

    public static Decision Report(CaseState state, CaseCommand.ReportFromOutside c) =>
        Of(state, c.Engagement) is { } engagement && Runs(state, engagement, c.At) && state.SeatOf(engagement.Seat) is { Sees: true } ? new CaseEvent.OutsideReported(c.Engagement, c.Word, Texts.Panel(c.Text), c.At)
        : new Refusal("engagementOver", "P16", "This engagement is over.");

    /// <summary>The time to exclude people is over: they are asked. Or the time of the engagement is over.</summary>
    public static Decision Pass(CaseState state, CaseCommand.PassEngagementTime c) => Of(state, c.Engagement) is not { } engagement || !IsOpen(state, engagement) ? Decision.Nothing
        : engagement.Until <= c.At ? new List<CaseEvent>(Ended(state, engagement, Guid.Empty, c.At))
        : new List<CaseEvent>(Asking(state, c.At));

    /// <summary>Whoever can be asked by now; not while the case may go to another body altogether.</summary>
    public static IEnumerable<CaseEvent> Asking(CaseState state, DateTimeOffset at) =>
        state.Engagements.Where(e => Runs(state, e, at) && IsUnasked(state, e)).Select(e => Screening.Request(state, state.Handling.Seats.First(s => s.Seat == e.Seat), at));

    public static IEnumerable<CaseDue> DueOf(CaseState state) =>
        state.Engagements.Where(e => IsOpen(state, e)).Select(e => new CaseDue(Due, e.Id, IsUnasked(state, e) ? e.NotBefore : e.Until));

    /// <summary>As the panel sees it. That somebody was set aside, or answered hard, looks like silence that lasted (P1).</summary>
    public static string StateOf(CaseState state, Engagement engagement, DateTimeOffset now) => state.SeatOf(engagement.Seat) switch
    {
        _ when engagement.EndedAt is not null || state.IsOver || engagement.Until <= now => "ended",
        _ when now < engagement.NotBefore => "announced",
        { Left: true } or { Conflict: Conflict.Hard } or { Unavailable: true, Conflict: Conflict.Unanswered } => "notAvailable",
        { Sees: true } => "sees",
        { Conflict: Conflict.Soft } => "soft",
        null when state.Departed.Contains(engagement.Seat) || Screening.AnswerDue(state, engagement.NotBefore) <= now => "notAvailable",
        _ => "asked",
    };

    private static bool IsUnasked(CaseState state, Engagement engagement) =>
        !engagement.Aside && state.SeatOf(engagement.Seat) is null && state.Offer is not { IsOpen: true } && state.Contested is null;

    private static IEnumerable<CaseEvent> Ended(CaseState state, Engagement engagement, Guid by, DateTimeOffset at) =>
        [new CaseEvent.EngagementEnded(engagement.Id, by, at), .. Screening.Leaving(state, [engagement.Seat], at)];
}
