namespace Coc.Cases.Domain;

/// <summary>
/// What happens to an offer that is not answered, or contested (P16): the receiver is reminded, then the named arbiter settles it, and when the arbiter is silent
/// too, the rule does. A body does not settle its own dispute; where nobody stands above both, the rule decides at once.
/// </summary>
internal static class Disputing
{
    /// <summary>Who settled it; otherwise the rule did, because time had passed.</summary>
    public const string ByArbiter = "arbiter";

    public const string Reminder = "transferReminder";
    public const string Unanswered = "transferUnanswered";
    public const string Unsettled = "transferUnsettled";

    private static readonly string[] GroundsAgainstARule = ["ruleDoesNotHold", "noPanel", "otherBodyHasIt"];

    /// <summary>The arbiter the sender's policy names, else who stands above; never one of the two.</summary>
    public static string? ArbiterOf(CaseState state, string to) =>
        new[] { state.Handling.Policy.Arbiter, state.Handling.Parent, state.Handling.Foundation }.FirstOrDefault(a => a is not null && a != state.Body && a != to);

    /// <summary>A rule gives the case to the body it is offered to.</summary>
    public static bool IsMandatory(CaseState state) => TransferTriggers.GivingTo(state, state.Offer!.To).Any();

    public static IEnumerable<CaseDue> Due(CaseState state) => state.Offer switch
    {
        _ when state.Contested is not null => [],
        { State: "offered", Reminded: false } offer => [new(Reminder, offer.Id, RemindAt(offer)), new(Unanswered, offer.Id, offer.AnswerBy)],
        { State: "offered" } offer => [new(Unanswered, offer.Id, offer.AnswerBy)],
        { State: "disputed" } offer => [new(Unsettled, offer.Id, offer.SettleBy!.Value)],
        _ => [],
    };

    /// <summary>Does the passing of time hand the case over now? Then its receiver has to be known.</summary>
    public static bool HandsOver(CaseState state, DateTimeOffset at) =>
        IsOverdue(state, at) && IsMandatory(state) && (state.Offer!.State == "disputed" || ArbiterOf(state, state.Offer.To) is null);

    public static Decision Refuse(CaseState state, CaseCommand.RefuseTransfer c)
    {
        if (!IsMandatory(state))
        {
            return new CaseEvent.TransferRefused(c.Transfer, c.Reason, Texts.OptionalPanel(c.Text), c.At);
        }

        return !GroundsAgainstARule.Contains(c.Reason) ? new Refusal("mandatoryTransfer", "P16", $"Rule {state.Offer!.Rule} holds: refuse only because it does not, there is no panel, or another body has it.")
            : ArbiterOf(state, state.Offer!.To) is { } arbiter ? Disputed(state, "refused", c.Reason, c.Text, arbiter, c.At)
            : new Refusal("lastInstance", "R17", "A rule gives the case to this body, and no body stands above both that could settle a dispute.");
    }

    public static Decision Contest(CaseState state, CaseCommand.DisputeTransfer c) => ArbiterOf(state, state.Offer!.To) is { } arbiter
        ? Disputed(state, "contested", null, null, arbiter, c.At)
        : new Refusal("lastInstance", "R17", "No body stands above both that could settle a dispute.");

    public static Decision Pass(CaseState state, CaseCommand.PassTransferTime c)
    {
        if (state.Offer is not { IsOpen: true } offer || offer.Id != c.Transfer)
        {
            return Decision.Nothing;
        }

        if (!IsOverdue(state, c.At))
        {
            return offer is { State: "offered", Reminded: false } && c.At >= RemindAt(offer) ? new CaseEvent.TransferReminded(offer.Id, c.At) : Decision.Nothing;
        }

        if (offer.State == "offered" && ArbiterOf(state, offer.To) is { } arbiter)
        {
            return Disputed(state, "unanswered", null, null, arbiter, c.At);
        }

        return IsMandatory(state) ? c.Handing is { } handing ? HandOver(state, handing, "rule", c.At) : Decision.Nothing
            : offer.State == "offered" ? new CaseEvent.TransferRefused(offer.Id, "noAnswer", null, c.At)
            : new CaseEvent.TransferSettled(offer.Id, state.Body, "rule", c.At, []);
    }

    /// <summary>The arbiter's word.</summary>
    public static Decision Settle(CaseState state, CaseCommand.SettleTransfer c)
    {
        if (state.Offer is not { State: "disputed" } offer || offer.Id != c.Transfer)
        {
            return new Refusal("notDisputed", "R17", "Nothing is to be settled here.");
        }

        return c.Handing is not { } handing ? new CaseEvent.TransferSettled(offer.Id, state.Body, ByArbiter, c.At, Overruling.Of(state, offer.To, offer.Arbiter!, c.At))
            : c.At < offer.NotBefore ? Transferring.TooEarly(offer)
            : Consenting.Bar(state) is { } bar ? bar
            : HandOver(state, handing, ByArbiter, c.At);
    }

    private static Decision HandOver(CaseState state, Handing handing, string by, DateTimeOffset at) => new List<CaseEvent>(
    [
        new CaseEvent.TransferSettled(state.Offer!.Id, state.Offer.To, by, at, []),
        .. Transferring.Going(state, state.Offer, handing.NewCase, at),
    ]);

    private static CaseEvent.TransferDisputed Disputed(CaseState state, string because, string? reason, string? text, string arbiter, DateTimeOffset at) => new(
        state.Offer!.Id, because, reason, Texts.OptionalPanel(text), arbiter, Transferring.AnswerTime(state, at), at);

    private static bool IsOverdue(CaseState state, DateTimeOffset at) => state.Offer switch
    {
        { State: "offered" } offer => at >= offer.AnswerBy,
        { State: "disputed" } offer => at >= offer.SettleBy,
        _ => false,
    };

    // When two thirds of the time are over: for three business days, a business day ahead.
    private static DateTimeOffset RemindAt(TransferOffer offer) => offer.At + ((offer.AnswerBy - offer.At) * 2 / 3);
}

/// <summary>What a hand-over needs to know of its receiver.</summary>
internal sealed record Handing(Guid NewCase, Coc.Contracts.Channel.HandlingBody Receiver, IReadOnlyList<CaseSubject> Subjects);
