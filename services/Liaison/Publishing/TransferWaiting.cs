using Coc.Liaison.Domain.Transfers;
using Coc.Liaison.Transfers;
using Coc.Platform;
using Coc.Platform.Messaging;

namespace Coc.Liaison.Publishing;

/// <summary>After which events a transfer may wait for seats; for whom, is asked back (decision 28). Each time of its own: the offer, the reminder, the end of its time, and a dispute for its arbiter.</summary>
internal static class TransferWaiting
{
    public const string Transfer = "transfer";

    private const string Service = "liaison";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static PublishingTable AddTo(PublishingTable table) => table
        .Waits<TransferEvent.TransferListed>(Service, (e, _) => [new(Transfer, e.Transfer, e.OfferedAt), new(Transfer, Breach(e.Transfer), e.AnswerBy)])
        .Waits<TransferEvent.TransferReminded>(Service, (e, _) => [new(Transfer, Reminder(e.Transfer), e.At)])
        .Waits<TransferEvent.TransferDisputed>(Service, (e, stored) => e is { Arbiter: not null, SettleBy: { } by }
            ? [new(Transfer, Dispute(e.Transfer, by), stored.At), new(Transfer, DisputeWarning(e.Transfer, by), WarnAt(stored.At, by)), new(Transfer, DisputeBreach(e.Transfer, by), by)]
            : []);

    /// <summary>Whose answer is awaited now; null: nobody's, or this thing is over.</summary>
    public static TransferSide? SideOf(TransferState state, Guid thing) => state switch
    {
        { Offer: { } offer, State: "offered" or "disputed" } when thing == Reminder(offer.Transfer) || thing == Breach(offer.Transfer) || (thing == offer.Transfer && state.State == "offered") => TransferSide.Receiver,
        { Offer: { } offer, State: "disputed" or "contested", Dispute.SettleBy: { } by } when thing == Dispute(offer.Transfer, by) || thing == DisputeWarning(offer.Transfer, by) || thing == DisputeBreach(offer.Transfer, by) => TransferSide.Arbiter,
        _ => null,
    };

    public static Guid Reminder(Guid transfer) => Ids.V5(transfer, "waits:reminder");

    public static Guid Breach(Guid transfer) => Ids.V5(transfer, "waits:breach");

    public static Guid Dispute(Guid transfer, DateTimeOffset settleBy) => Ids.V5(transfer, $"waits:dispute:{settleBy.UtcTicks}");

    public static Guid DisputeWarning(Guid transfer, DateTimeOffset settleBy) => Ids.V5(transfer, $"waits:dispute:warning:{settleBy.UtcTicks}");

    public static Guid DisputeBreach(Guid transfer, DateTimeOffset settleBy) => Ids.V5(transfer, $"waits:dispute:breach:{settleBy.UtcTicks}");

    // A quarter of the time before its end, a day at most, like other clocks.
    private static DateTimeOffset WarnAt(DateTimeOffset from, DateTimeOffset due)
    {
        var quarter = (due - from) / 4;
        return due - (quarter < TimeSpan.Zero ? TimeSpan.Zero : quarter > Longest ? Longest : quarter);
    }
}
