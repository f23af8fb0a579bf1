using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Who the persons are (P22) and that they are heard (R40, P3).</summary>
internal static class Persons
{
    /// <summary>One seat's word makes it claimed, a second seat's word confirmed. Whose account it is leaves without a word at the first of them (P1).</summary>
    public static Decision Identify(CaseState state, CaseCommand.Identify c) =>
        Said(state, c) is { Events.Count: > 0 } said
            ? new List<CaseEvent>([.. said.Events.Select(e => Tied(state, c, e)), .. Screening.Leaving(state, c.SetAside, c.At), .. AskedAnew(state, c, said.Events)])
            : Said(state, c);

    private static CaseEvent Tied(CaseState state, CaseCommand.Identify c, CaseEvent said) =>
        said is CaseEvent.SubjectClaimed claimed && Screening.NewlyTied(state, c.Soft) is { Count: > 0 } tied ? claimed with { Tied = tied } : said;

    // Whoever is seen to have a soft tie by that answers with it; it may be the very one they stated. Who was only described is somebody new to everybody who answered until then, but not to who says who it is (P1). A
    // further name or account of somebody they could know asks nobody again.
    private static IEnumerable<CaseEvent> AskedAnew(CaseState state, CaseCommand.Identify c, IReadOnlyList<CaseEvent> said)
    {
        var tied = Screening.NewlyTied(state, c.Soft);
        var named = said.OfType<CaseEvent.SubjectClaimed>().Any(e => AskedAbout.FirstNames(state, e, c.Described));
        return Screening.AskAgain(state, p => !c.SetAside.Contains(p.Seat) && (tied.Contains(p.Seat) || (named && p.Seat != c.Seat)), c.At);
    }

    private static Decision Said(CaseState state, CaseCommand.Identify c)
    {
        var subject = state.SubjectOf(c.Person)!;
        if (subject.Identification == Identification.Confirmed)
        {
            return AnotherAccount(subject, c);
        }

        if (subject.ClaimedBy.Contains(c.Seat) && subject.Identification == Identification.Claimed && c.Accounts.Except(subject.Claims.SelectMany(k => k.Accounts)).ToList().Count == 0)
        {
            return Decision.Nothing;
        }

        var claimed = Claim(c, c.Accounts);
        return c.Confirms && subject.ClaimedBy.Any(by => by != c.Seat)
            ? new CaseEvent[] { claimed, new CaseEvent.SubjectConfirmed(c.Person, "twoSeats", c.Seat, c.At) }
            : claimed;
    }

    // A person has several accounts: each further one takes the word of two seats too (R66).
    private static Decision AnotherAccount(Subject subject, CaseCommand.Identify c)
    {
        var further = c.Accounts.Except(subject.Accounts).ToList();
        var unsaid = further.Where(a => !subject.Claims.Any(k => k.By == c.Seat && k.Accounts.Contains(a))).ToList();
        if (unsaid.Count == 0)
        {
            return Decision.Nothing;
        }

        var agreed = unsaid.Any(a => subject.Claims.Any(k => k.By != c.Seat && k.Accounts.Contains(a)));
        return c.Confirms && agreed ? new CaseEvent[] { Claim(c, unsaid), new CaseEvent.SubjectConfirmed(c.Person, "account", c.Seat, c.At) } : Claim(c, unsaid);
    }

    public static CaseEvent.SubjectClaimed Claim(CaseCommand.Identify c, IReadOnlyList<string> accounts)
    {
        var owner = Texts.IdentityOf(c.Person);
        return new(
            c.Person, accounts.Count == 0 ? null : Sensitive.Of(accounts, owner), Sensitive.OfOptional(c.Name, owner), Sensitive.OfOptional(c.Description, owner), c.Seat, c.At);
    }

    /// <summary>Whom the two seats of another body confirmed; never somebody who turned out to be a mistake, there or here.</summary>
    public static IEnumerable<CaseEvent> ConfirmedThere(CaseState there, CaseState here, DateTimeOffset at) =>
        there.Subjects.Where(s => s is { Identification: Identification.Confirmed, Mistaken: false } && here.SubjectOf(s.Person) is { Identification: not Identification.Confirmed, Mistaken: false })
            .Select(s => new CaseEvent.SubjectConfirmed(s.Person, "transfer", null, at));

    public static Decision Hear(CaseState state, CaseCommand.Hear c) => Hearings.TooEarly(state, c) is { } refusal ? refusal : new List<CaseEvent>(
    [
        new CaseEvent.PersonHeard(
            c.Hearing, c.Person, Texts.OptionalAccused(c.Person, c.Response), c.Transcribed || c is { Response: not null, Entry: null }, Texts.OptionalPanel(c.ReasonForNone), c.Seat, c.At, c.Entry),
        .. Stages.Forward(state, CaseStage.Investigating, c.At),
    ]);
}
