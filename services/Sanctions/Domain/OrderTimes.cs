namespace Coc.Sanctions.Domain;

/// <summary>When an order is late (R48, R49): what is told to people who look after spaces in their spare time, and what cannot wait for it.</summary>
internal static class OrderTimes
{
    /// <summary>From the order, or from the beginning of the measure, to access cut or given back.</summary>
    public static readonly TimeSpan CarryOut = TimeSpan.FromHours(24);

    /// <summary>Before anything is decided somebody had to act at once (P9).</summary>
    public static readonly TimeSpan CarryOutInterim = TimeSpan.FromHours(4);

    /// <summary>From "done" until another than who did it has looked whether it is so.</summary>
    public static readonly TimeSpan Check = TimeSpan.FromDays(7);

    /// <summary>Instead of an instant where nothing is waited for: later than anything a client can name.</summary>
    public static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Never after the measure's own end: then it is withdrawn or given back.</summary>
    public static DateTimeOffset DueOf(DateTimeOffset from, DateTimeOffset? until, bool interim, DateTimeOffset now)
    {
        var due = (from > now ? from : now) + (interim ? CarryOutInterim : CarryOut);
        return until is { } end && end < due && end > now ? end : due;
    }

    /// <summary>Until when somebody is to do something about it; null: nothing is left to do, or an order from before there were dates is done.</summary>
    public static DateTimeOffset? DueOf(OrderState order) => order.State switch
    {
        "open" or "claimed" or "failed" or "refused" => order.Due ?? order.Issued!.From + CarryOut,
        "done" => order.CheckBy,
        _ => null,
    };
}
