using Coc.Liaison.Domain.Transfers;

namespace Coc.Liaison.Transfers;

/// <summary>As which of its bodies somebody comes to a transfer.</summary>
internal enum TransferSide
{
    Receiver,
    Sender,
    Arbiter,
}

/// <summary>Which body stands on a side.</summary>
internal static class TransferSides
{
    public static string? BodyOn(this TransferState state, TransferSide side) => side switch
    {
        TransferSide.Receiver => state.Offer?.To,
        TransferSide.Sender => state.Offer?.From,
        _ => state.Dispute?.Arbiter,
    };
}
