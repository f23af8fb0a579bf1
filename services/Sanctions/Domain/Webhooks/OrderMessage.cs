using System.Text.Json.Serialization;

namespace Coc.Sanctions.Domain.Webhooks;

/// <summary>What a bot is sent: what an executor sees, and nothing else (R48).</summary>
/// <param name="Type">order.issued; order.undo: gives back; order.withdrawn: not to be done any more</param>
internal sealed record OrderMessage(string Type, DateTimeOffset Timestamp, OrderMessage.Content Data)
{
    public const string Issued = "issued";
    public const string Withdrawn = "withdrawn";

    /// <summary>The message of a delivery as things stand now, or null when there is nothing to say any more: it is closed already, the account is erased, or what was never sent is withdrawn.</summary>
    /// <param name="kind">issued, withdrawn</param>
    /// <param name="begun">an earlier message of this order may have arrived</param>
    public static OrderMessage? Of(string kind, OrderState order, bool begun, DateTimeOffset at)
    {
        var issued = order.Issued!;
        var wanted = kind == Issued ? !order.Closed : begun && order.State is "withdrawn" or "waived";
        return !wanted || issued.Account.Erased
            ? null
            : new(
                kind == Withdrawn ? "order.withdrawn" : issued.Undo ? "order.undo" : "order.issued", at,
                new Content(issued.Order, issued.Account.Value!, issued.Space, issued.Action, issued.From, order.Until, OrderTimes.DueOf(order)));
    }

    internal sealed record Content(
        Guid Order, string Account, string Space, string Action, DateTimeOffset From,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? Until, DateTimeOffset? Due);
}
