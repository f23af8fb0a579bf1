using Coc.EventStore;

namespace Coc.Cases.Domain;

/// <summary>Who the persons are (P22) and that they are heard (R40, P3).</summary>
internal static class Persons
{
    /// <summary>One seat's word makes it claimed, a second seat's word confirmed.</summary>
    public static Decision Identify(CaseState state, CaseCommand.Identify c)
    {
        var subject = state.SubjectOf(c.Person)!;
        if (subject.Identification == Identification.Confirmed || (subject.ClaimedBy.Contains(c.Seat) && subject.Identification == Identification.Claimed))
        {
            return Decision.Nothing;
        }

        var owner = $"accused:{c.Person}";
        var claimed = new CaseEvent.SubjectClaimed(
            c.Person, c.Accounts.Count == 0 ? null : Sensitive.Of(c.Accounts, owner), Sensitive.OfOptional(c.Name, owner), Sensitive.OfOptional(c.Description, owner),
            c.Seat, c.At);
        return c.Confirms && subject.ClaimedBy.Any(by => by != c.Seat)
            ? new CaseEvent[] { claimed, new CaseEvent.SubjectConfirmed(c.Person, "twoSeats", c.Seat, c.At) }
            : claimed;
    }

    public static Decision Hear(CaseState state, CaseCommand.Hear c) => Hearings.TooEarly(state, c) is { } refusal ? refusal : new List<CaseEvent>(
    [
        new CaseEvent.PersonHeard(
            c.Hearing, c.Person, Texts.OptionalAccused(c.Person, c.Response), c.Transcribed, Texts.OptionalPanel(c.ReasonForNone), c.Seat, c.At, c.Entry),
        .. Stages.Forward(state, CaseStage.Investigating, c.At),
    ]);
}
