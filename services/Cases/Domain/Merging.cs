using Coc.EventStore;
using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>Who two seats say is one person, or one seat says is two.</summary>
/// <param name="What">merged, split</param>
internal sealed record PersonChange(string What, Guid Person, Guid Other, string? Reason, Guid By, DateTimeOffset At);

/// <summary>
/// A person may have several accounts, and two accounts may be two people (R66). Two seats join two persons of a case; one seat parts one, and who the other is takes two as for anybody (P22). Nothing that is voted about, or decided, changes
/// under the vote; whoever answered about conflicts answers again (P1).
/// </summary>
internal static class Merging
{
    public const string Joining = "subjects/merge";
    public const string Parting = "subjects/split";

    private const string Rule = "R66";

    public static readonly string[] Names = [Joining, Parting];

    public static bool CanMerge(CaseState state, Guid seat) => Known(state).Any(a => Known(state).Any(b => a != b && Barred(state, a.Person, b.Person) is null && !Said(state, a, b).Contains(seat)));

    public static bool CanSplit(CaseState state) => Known(state).Any(s => Barred(state, s.Person) is null);

    public static Decision Merge(CaseState state, CaseCommand.MergeSubjects c)
    {
        var (person, into) = (state.SubjectOf(c.Person)!, state.SubjectOf(c.Into)!);
        if (Barred(state, c.Person, c.Into) is { } refusal)
        {
            return refusal;
        }

        var said = Said(state, person, into);
        if (said.Contains(c.Seat))
        {
            return Decision.Nothing;
        }

        if (said.Count == 0)
        {
            return new CaseEvent.SubjectsSaidSame(c.Person, c.Into, Texts.Panel(c.Reason), c.Seat, c.At);
        }

        var merged = new CaseEvent.SubjectsMerged(c.Person, c.Into, Texts.Panel(c.Reason), c.Seat, c.At);
        return new List<CaseEvent>(
        [
            .. state.Notices.Where(n => n.Person == c.Person && !n.Struck).Select(n => new CaseEvent.IncidentNoticeStruck(n.Id, c.At)), // the foundation knows them by the other name
            merged,
            .. person.Identification == Identification.Confirmed && into.Identification != Identification.Confirmed ? [new CaseEvent.SubjectConfirmed(c.Into, "twoSeats", c.Seat, c.At)] : Array.Empty<CaseEvent>(),
            .. Retaken(state, m => m.Person == c.Person, c.Into, c.At),
            .. Screening.Leaving(state, c.SetAside, c.At),
            .. Screening.AskAgain(state, p => p.Seat != c.Seat && !said.Contains(p.Seat) && !c.SetAside.Contains(p.Seat), c.At),
        ]);
    }

    public static Decision Split(CaseState state, CaseCommand.SplitSubject c)
    {
        if ((Barred(state, c.Person) ?? (state.SubjectOf(c.Other) is null ? null : new("knownHere", Rule, "The other is a person of this case already."))) is { } refusal)
        {
            return refusal;
        }

        List<CaseEvent> more = [.. OpeningByCommittee.OneMore(state, new CaseCommand.AddSubject(c.Seat, c.At, c.Other, c.CodeName, c.Accounts, c.Name, c.Description) { SetAside = c.SetAside, Soft = c.Soft })];
        return new List<CaseEvent>(
        [
            .. more.Where(e => e is not CaseEvent.ConflictAskedAgain),
            new CaseEvent.SubjectSplit(c.Person, c.Other, c.Accounts.Count == 0 ? null : Sensitive.Of(c.Accounts, Texts.IdentityOf(c.Other)), c.Things, Texts.Panel(c.Reason), c.Seat, c.At),
            .. more.OfType<CaseEvent.ConflictAskedAgain>(), // about both as they are now
            .. Retaken(state, m => c.Things.Contains(m.Id), c.Other, c.At),
        ]);
    }

    /// <summary>What the case has of this person, that can be another's.</summary>
    public static IEnumerable<Guid> ThingsOf(CaseState state, Guid person) => [.. state.Hearings.Where(h => h.Person == person).Select(h => h.Id), .. state.Interim.Where(m => m.Person == person).Select(m => m.Id)];

    /// <summary>Everybody this subject was in the case, the present name first: under each there are keys, and statements of reports.</summary>
    public static IEnumerable<Guid> Everybody(CaseState state, Guid person) => (state.SubjectOf(person)?.Formerly ?? []).Prepend(person);

    // What protects from one of them protects from that one: it ends under the old name and begins anew under the right one, in the same moment.
    private static IEnumerable<CaseEvent> Retaken(CaseState state, Func<InterimMeasure, bool> which, Guid person, DateTimeOffset at) => state.Interim
        .Where(m => which(m) && m.Verdict != "reversed" && m.Until > at)
        .SelectMany(m => Protecting.Instead(state, m, Ids.V5(m.Id, $"of:{person}"), person, at));

    private static IEnumerable<Subject> Known(CaseState state) => state.Subjects.Where(s => !s.Mistaken);

    // Who left, or found a conflict, says nothing any more.
    private static HashSet<Guid> Said(CaseState state, Subject one, Subject other) =>
        [.. one.SaidSame.Where(s => s.Other == other.Person).Concat(other.SaidSame.Where(s => s.Other == one.Person)).Select(s => s.By).Where(by => state.SeatOf(by) is { Left: false, Conflict: not Conflict.Hard })];

    private static Refusal? Barred(CaseState state, params Guid[] persons) =>
        state.Stage >= CaseStage.AwaitingLegal ? new("alreadyDecided", "P3", "What is decided names its persons; reopen the case to say who they are.")
        : state.Proposals.Any(p => p.State == ProposalState.Open && (p.Content.Findings.Any(f => f.Person is not { } of || persons.Contains(of)) || p.Content.Remedies.Any(r => persons.Contains(r.Person))))
            ? new("voteOpen", Rule, "A proposal about them is on the table: let it be voted, or end, first.")
        : state.Offer is { IsOpen: true } ? new("alreadyOffered", "R17", "The case is offered to another body; recall the offer first.")
        : state.Contested is not null ? Refusal.HandOverIsContested
        : null;
}
