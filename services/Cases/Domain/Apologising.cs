namespace Coc.Cases.Domain;

/// <summary>
/// An apology is never ordered and no condition (P12): it is no step of an agreement, nothing waits for it, and an agreement is kept without it. The panel makes room for one; the person writes it, if they want to; a seat looks whether it may go on;
/// then it lies on the page of whom it is for, unopened. What becomes of it there is told to nobody, so nothing here is derived from it.
/// </summary>
internal static class Apologising
{
    public const string Inviting = "agreements/apology";
    public const string Checking = "apologies/check";

    /// <summary>What the room shows, and what is written there.</summary>
    public const string Item = "apology";

    private const string Rule = "P12";

    public static readonly string[] Names = [Inviting, Checking];

    private static Refusal Minor => new("minor", "P10", "Somebody under age is affected: there is no apology.");

    public static bool HasAgreement(CaseState state) => state is { MinorSince: null, ThreadIds: var threads } && threads.Any() && state.Agreements.Any(a => Uninvitable(state, a) is null);

    public static bool CanCheck(CaseState state) => state.Apologies.Any(a => a.Waits is not null && !IsOver(state, a));

    public static Decision Invite(CaseState state, CaseCommand.InviteApology c)
    {
        var agreement = state.Agreements.First(a => a.Id == c.Agreement);
        return Uninvitable(state, agreement) is { } refusal ? refusal
            : !c.OfAffected ? new Refusal("notAffected", Rule, "An apology is for somebody it happened to.")
            : c.Minor || state.MinorSince is not null ? Minor
            : state.Apologies.Any(a => a.Person == agreement.Person && a.Thread == c.Thread && (a.IsPassedOn || !IsOver(state, a))) ? new Refusal("apologyOpen", Rule, "There is room for one already, or it was passed on: nobody is asked twice.")
            : new CaseEvent.ApologyInvited(c.Apology, agreement.Id, agreement.Person, c.Thread, c.Seat, c.At);
    }

    /// <summary>Once each, however often it is heard; what nobody asked for any more is read by nobody.</summary>
    public static Decision Hear(CaseState state, CaseCommand.HearApology c) =>
        !state.IsOver && state.Accused.Room(c.Room) is { } room && state.Apologies.FirstOrDefault(a => a.Id == c.Apology && a.Person == room.Person) is { Waits: null, IsPassedOn: false } apology
            && !IsOver(state, apology) && !apology.Entries.Contains(c.Entry)
            ? new List<CaseEvent>([new CaseEvent.AccusedAnswered(room.Id, c.Entry, Item, c.At), new CaseEvent.ApologyWritten(apology.Id, c.Entry, c.At)])
            : Decision.Nothing;

    public static Decision Check(CaseState state, CaseCommand.CheckApology c)
    {
        var apology = state.Apologies.First(a => a.Id == c.Apology);
        return apology.Waits is not { } entry ? new Refusal("nothingWritten", Rule, "Nothing waits to be looked at.")
            : state.MinorSince is not null ? Minor
            : IsOver(state, apology) ? new Refusal("apologyOver", Rule, "There is no room for it any more.")
            : c.PassOn ? new CaseEvent.ApologyPassedOn(apology.Id, entry, state.Accused.RoomOf(apology.Person)!.Id, apology.Thread, c.Seat, c.At)
            : new CaseEvent.ApologyReturned(apology.Id, Texts.Accused(apology.Person, c.Why!), c.Seat, c.At);
    }

    /// <summary>What each room shows: never whom it is for, nor whether it was passed on, let alone read.</summary>
    public static IEnumerable<Release> Releases(CaseState state, Guid person) => state.Apologies.Where(a => a.Person == person).Select(a => new Release(a.Id, Item, StateOf(state, a)));

    public static string StateOf(CaseState state, Apology apology) =>
        apology.Waits is not null || apology.IsPassedOn ? Apology.Written
        : IsOver(state, apology) ? Apology.Over
        : apology.Why is not null ? Apology.Returned
        : Apology.Open;

    /// <summary>The room closes with the case; who has it next may make one anew, but not for whom an apology was passed on to.</summary>
    public static IEnumerable<CaseEvent> Leaving(CaseState state, DateTimeOffset at)
    {
        foreach (var apology in state.Apologies.Where(a => !a.IsPassedOn && !a.Ended))
        {
            yield return new CaseEvent.ApologyEnded(apology.Id, at);
            if (apology.Waits is null && state.Accused.RoomOf(apology.Person) is { } room)
            {
                yield return new CaseEvent.RoomItemReleased(room.Id, apology.Id, Item, Apology.Over, null, at);
            }
        }
    }

    private static bool IsOver(CaseState state, Apology apology) =>
        apology.Ended || state.IsOver || state.MinorSince is not null || state.SubjectOf(apology.Person) is not { Mistaken: false } || !state.ThreadIds.Contains(apology.Thread)
        || state.Agreements.First(a => a.Id == apology.Agreement).Ended;

    private static Refusal? Uninvitable(CaseState state, Agreement agreement) =>
        agreement.Ended ? new("agreementEnded", Rule, "The agreement has ended.")
        : state.SubjectOf(agreement.Person) is not { Mistaken: false, Told: true } || state.Accused.RoomOf(agreement.Person) is not { EnteredAt: not null }
            ? new("notOnTheirPage", Rule, "The person has to know what was agreed, and to be in their room: there they write it.")
        : null;
}
