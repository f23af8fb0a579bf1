namespace Coc.Cases.Domain;

/// <summary>
/// Copy, correction, erasure, restriction (P19): asked from the own page, answered by two seats within one month, with reasons two more, also when the case is closed. Nothing is erased that others
/// still need: then it is refused, and the person is told why.
/// </summary>
internal static class DataRequests
{
    public const string Answering = "data-requests/answer";
    public const string Extending = "data-requests/extend";
    public const string Approving = "data-requests/approve";
    public const string Returned = "data-requests/return";
    public const string Due = "dataRequest";
    public const string Erase = "dataErasure";

    /// <summary>What somebody in a room is shown.</summary>
    public const string Item = "dataRequest";

    private const string Rule = "P19";
    private const int Months = 1;
    private const int MoreMonths = 2;

    public static readonly string[] Names = [Answering, Extending, Approving, Returned];
    public static readonly string[] Outcomes = [DataRequest.Granted, DataRequest.Partly, "refused"];
    public static readonly string[] Grounds = ["othersRights", "mustBeKept", "legalClaims", "activeMeasure", "privileged", "unfounded"];
    public static readonly string[] Extensions = ["complex", "many"];

    /// <summary>How long a person has to read the answer, and to take a copy, before what was granted is erased.</summary>
    public static readonly TimeSpan BeforeErasing = TimeSpan.FromDays(14);

    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);
    private static readonly string[] NoMore = ["ended", "lifted", "overturned"];

    public static Refusal OwnDraft => new("ownDraft", Rule, "Another seat has to look at it.");

    public static DateTimeOffset WarnAt(DateTimeOffset due) => due - Ahead;

    /// <summary>
    /// Of the cases of a matter one answers: the file is with it, whoever looks at the decision since. A room is answered by the case that made it: the one that follows a joint case knows only such, that of an appeal also those of the first case.
    /// </summary>
    public static Decision Hear(CaseState state, CaseCommand.HearDataRequest c)
    {
        var room = state.Accused.Room(c.Party);
        var answers = room is null ? state.FollowedReports.Contains(c.Party) : state.AppealOf is null || room.MadeHere;
        return state is { Exists: true, HasGone: false } && answers && state.DataRequests.All(r => r.Id != c.Request)
            ? new CaseEvent.DataRequested(c.Request, c.Party, room?.Person, c.Kind, c.AskedAt, c.AskedAt.AddMonths(Months), c.At)
            : Decision.Nothing;
    }

    public static Decision Draft(CaseState state, CaseCommand.DraftDataAnswer c) =>
        Of(state, c.Request) is var request && Undraftable(request) is { } refusal ? refusal
        : Unerasable(state, request, c.Outcome, c.At) is { } kept ? kept
        : new CaseEvent.DataAnswerDrafted(c.Request, c.Reply, c.Outcome, c.Ground, Own(request, c.Text), c.Seat, c.At);

    public static Decision Draft(CaseState state, CaseCommand.DraftDataExtension c) =>
        Of(state, c.Request) is var request && (Undraftable(request) ?? Unextendable(request, c.At)) is { } refusal ? refusal
        : new CaseEvent.DataAnswerDrafted(c.Request, c.Reply, null, c.Because, Own(request, c.Text), c.Seat, c.At);

    public static Decision Approve(CaseState state, CaseCommand.ApproveDataDraft c)
    {
        var request = Of(state, c.Request);
        if (Unapprovable(state, request, c.Seat, c.At) is { } refusal)
        {
            return refusal;
        }

        var draft = request.Draft!;
        return new List<CaseEvent>(
        [
            draft.Outcome is { } outcome
                ? new CaseEvent.DataRequestAnswered(request.Id, outcome, draft.Ground, c.Seat, c.At)
                : new CaseEvent.DataRequestExtended(request.Id, request.AskedAt.AddMonths(Months + MoreMonths), draft.Ground!, c.Seat, c.At),
            // In a room it shows by itself.
            .. request.Person is null ? [new CaseEvent.ReporterMessaged(draft.Id, request.Party, Texts.Reporter(request.Party, draft.Text ?? ""), draft.By, c.At)] : Array.Empty<CaseEvent>(),
        ]);
    }

    public static Decision Return(CaseState state, CaseCommand.ReturnDataDraft c) =>
        Of(state, c.Request) is var request && Unlookable(request, c.Seat) is { } refusal ? refusal
        : new CaseEvent.DataAnswerReturned(c.Request, request.Draft!.Id, Texts.Panel(c.Why), c.Seat, c.At);

    public static Decision Pass(CaseState state, CaseCommand.PassDataTime c)
    {
        if (state.HasGone || state.DataRequests.FirstOrDefault(r => r.Id == c.Request) is not { } request)
        {
            return Decision.Nothing;
        }

        return request is { IsOpen: true, OverdueAt: null } && request.Due <= c.At ? new CaseEvent.DataRequestOverdue(request.Id, c.At)
            : request.ToBeErased && ErasedFrom(state, request) <= c.At && Kept(state, c.At) is null ? new CaseEvent.OwnDataErased(request.Id, request.Party, request.Person is not null, c.At)
            : Decision.Nothing;
    }

    public static Decision Note(CaseState state, CaseCommand.NoteKeyDestroyed c) =>
        state.DataRequests.Any(r => r.Id == c.Request && r is { ErasedAt: not null, KeyDestroyed: false }) ? new CaseEvent.OwnKeyDestroyed(c.Request, c.At) : Decision.Nothing;

    /// <summary>Why what this person gave cannot be erased now: others still need it.</summary>
    public static Refusal? Kept(CaseState state, DateTimeOffset now) =>
        KeptForOthers(state, now) ?? (state.Sanctions.Any(s => !NoMore.Contains(s.State)) ? MustBeKept("A measure is in force, which rests on it.") : null);

    /// <summary>The same but for measures in force.</summary>
    public static Refusal? KeptForOthers(CaseState state, DateTimeOffset now) =>
        state.Stage != CaseStage.Closed ? MustBeKept("The case is open, and what was said in it is the ground on which others are heard.")
        : state.IsUnderAppeal || ContestableUntil(state) > now ? MustBeKept("The decision can be appealed, or is: those who look at it again need the file.")
        : state.RiskFactors.Count > 0 ? MustBeKept("Legal claims are possible: it is kept for these.")
        // Until when, only the case of the appeal knows, or the other body's; here nobody is told.
        : state.Appeals.Any(a => a.Outcome == Appealing.Change) ? MustBeKept("What was decided on appeal rests on it.")
        : state.Joint is { OtherCase: not null } ? MustBeKept("Another body is competent too, and its case rests on the same file.")
        : null;

    public static Refusal? Undraftable(DataRequest request) =>
        !request.IsOpen ? new("dataRequestAnswered", Rule, "It is answered.") : request.Draft is not null ? new("draftOpen", Rule, "A draft waits for another seat: approve or return it.") : null;

    public static Refusal? Unextendable(DataRequest request, DateTimeOffset now) =>
        request.ExtendedBecause is not null ? new("alreadyExtended", Rule, "The law gives two more months once.")
        : now >= request.Due ? new("extensionLate", Rule, "The person has to be told within the first month.")
        : null;

    public static Refusal? Unlookable(DataRequest request, Guid seat) =>
        request.Draft is not { } draft ? new("notADraft", Rule, "There is no draft.") : draft.By == seat ? OwnDraft : null;

    public static Refusal? Unapprovable(CaseState state, DataRequest request, Guid seat, DateTimeOffset now) => Unlookable(request, seat)
        ?? (request.Draft!.Outcome is null ? Unextendable(request, now) : Unerasable(state, request, request.Draft.Outcome, now));

    /// <summary>What follows by rule: the pages of reporters and affected people show how it stands.</summary>
    public static IEnumerable<CaseEvent> Following(CaseState state, DateTimeOffset at) => state.HasGone ? [] :
        state.DataRequests.Where(r => r.Person is null && r.Shown != r.View).Select(r => new CaseEvent.DataRequestShown(r.Id, r.Party, r.View.State, r.View.Ground, r.View.Due, at));

    public static IEnumerable<Release> Releases(CaseState state, Guid room) => state.DataRequests.Where(r => r.Party == room).Select(r => new Release(r.Id, Item, r.View.State, r.Due));

    public static IEnumerable<CaseDue> DueOf(CaseState state) =>
    [
        .. state.DataRequests.Where(r => r is { IsOpen: true, OverdueAt: null }).Select(r => new CaseDue(Due, r.Id, r.Due)),
        .. state.DataRequests.Where(r => r is { ErasedAt: not null, KeyDestroyed: false }).Select(r => new CaseDue(Erase, r.Id, r.ErasedAt!.Value)),
        .. state.DataRequests.Where(r => r.ToBeErased && Kept(state, ErasedFrom(state, r)) is null).Select(r => new CaseDue(Erase, r.Id, ErasedFrom(state, r))),
    ];

    /// <summary>What the next owner, or the case that goes on with the report, does not know of yet.</summary>
    /// <param name="isRead">whether the texts to this party may be read there too</param>
    public static IEnumerable<CaseEvent> Carried(CaseState from, CaseState to, Func<DataRequest, bool> isRead, DateTimeOffset at)
    {
        foreach (var request in from.DataRequests)
        {
            var known = to.DataRequests.FirstOrDefault(r => r.Id == request.Id);
            if (known is null)
            {
                yield return new CaseEvent.DataRequested(request.Id, request.Party, request.Person, request.Kind, request.AskedAt, request.Due, at);
            }

            if (request.ExtendedBecause is { } because && known?.ExtendedBecause is null)
            {
                yield return new CaseEvent.DataRequestExtended(request.Id, request.Due, because, null, at, request.IsOpen ? Said(request, isRead) : null);
            }

            if (request.OverdueAt is { } late && known?.OverdueAt is null)
            {
                yield return new CaseEvent.DataRequestOverdue(request.Id, late);
            }

            if (request.Outcome is { } outcome && known?.Outcome is null)
            {
                yield return new CaseEvent.DataRequestAnswered(request.Id, outcome, request.Ground, null, at, Said(request, isRead));
            }

            // Not as something to be erased, also by Intake: what was written since, nobody asked to erase.
            if (request is { ErasedAt: { } erased, KeyDestroyed: true } && known?.ErasedAt is null)
            {
                yield return new CaseEvent.OwnKeyDestroyed(request.Id, erased);
            }
        }
    }

    // What was erased, nobody has to say any more.
    private static DataAnswerSaid? Said(DataRequest request, Func<DataRequest, bool> isRead) =>
        request is { Sent: { Text: { } text } sent } && isRead(request) ? new(sent.Id, Own(request, text), sent.At) : null;

    /// <summary>Whose keys protect what is to be erased.</summary>
    public static IReadOnlyList<string> OwnersOf(CaseState state, DataRequest request) =>
        request.Person is { } person ? [.. Merging.Everybody(state, person).SelectMany(p => new[] { Texts.OfAccused(p), Texts.IdentityOf(p) })] : [Texts.OfReporter(request.Party)];

    private static DateTimeOffset ErasedFrom(CaseState state, DataRequest request)
    {
        var (read, appeals) = (request.AnsweredAt!.Value + BeforeErasing, ContestableUntil(state));
        return read > appeals ? read : appeals;
    }

    public static DateTimeOffset ContestableUntil(CaseState state) => state.Decision is not { } decision ? state.OpenedAt :
        state.Subjects.Select(s => Releasing.AppealBy(state, s.Person))
            .Concat(state.ThreadIds.Select(t => Appealing.Until(state, null, t)))
            .Append(state.Handling.Policy.AppealWindow.After(decision.At, state.Handling.Policy.Calendar))
            .OfType<DateTimeOffset>().Max();

    private static DataRequest Of(CaseState state, Guid id) => state.DataRequests.First(r => r.Id == id);

    // Keys are per person: there is no part of it that could be erased, and nobody is told so.
    private static Refusal? Unerasable(CaseState state, DataRequest request, string? outcome, DateTimeOffset now) => request.Kind != DataRequest.Erasure ? null : outcome switch
    {
        DataRequest.Granted => Kept(state, now),
        DataRequest.Partly => new("erasedAsAWhole", Rule, "What a person gave is erased as a whole, or not at all: grant it, or refuse it and say why."),
        _ => null,
    };

    private static EventStore.Sensitive<string> Own(DataRequest request, string text) => request.Person is { } person ? Texts.Accused(person, text) : Texts.Reporter(request.Party, text);

    private static Refusal MustBeKept(string why) => new("mustBeKept", Rule, $"{why} Refuse it for now, and tell the person until when.");
}
