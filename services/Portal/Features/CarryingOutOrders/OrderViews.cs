using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.CarryingOutOrders;

/// <summary>An order shows account, space, action, dates, and nothing else.</summary>
/// <param name="Account">absent for whom only the place is told</param>
public sealed record OrderItem(Guid Id, string? Account, string Space, string Action, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? Due, string State);

/// <param name="Webhooks">spaces whose bots take nothing, so that people have to do it</param>
public sealed record OrderList(IReadOnlyList<OrderItem> Items, string? Next, IReadOnlyList<BotInTrouble>? Webhooks);

/// <param name="State">failing, stopped</param>
public sealed record BotInTrouble(string Space, DateTimeOffset Since, string State);

/// <summary>Which list of orders: mine, or a body's; all, or those late or not looked at yet; and from where on.</summary>
/// <param name="Due">overdue, unverified; null: all</param>
/// <param name="Sanction">whose orders these are: its panel answers to those in other bodies' spaces too, which are in no list of its own</param>
public sealed record OrderPlace(string? Body, string? Due, string? Cursor, Guid? Sanction = null)
{
    private const int Most = 200;
    private const int MostPages = 5;

    /// <summary>The list as a page.</summary>
    public string Address => Sanction is { } sanction ? $"sanctions/{sanction}" : Addresses.With("orders", ("body", Body), ("due", Due), ("cursor", Cursor));

    /// <summary>The list, saying what was done.</summary>
    public string After(string verb) => Addresses.With(Address, ("said", Sanction is null ? verb : $"order-{verb}"));

    public OrderPlace Filtered(string? due) => new(Body, due, null);

    /// <summary>A page about one order, which leads back to the list it was in.</summary>
    public string About(Guid order, string verb) => Addresses.With($"orders/{order}/{verb}", ("body", Body), ("due", Due), ("cursor", Cursor), ("sanction", $"{Sanction}"));

    internal static OrderPlace Of(HttpRequest request)
    {
        var query = request.Query;
        return new(Text(query["body"]), query["due"] == "overdue" || query["due"] == "unverified" ? query["due"].ToString() : null, Text(query["cursor"]),
            Guid.TryParse(query["sanction"], out var sanction) ? sanction : null);
    }

    internal Task<OrderList> ReadAsync(Api api, CancellationToken cancellationToken) => ReadAsync(api, Cursor, null, cancellationToken);

    /// <summary>One order of it. The API shows orders in lists alone: looked for first where it was, then from the beginning.</summary>
    internal async Task<OrderItem?> FindAsync(Api api, Guid order, CancellationToken cancellationToken)
    {
        if (Sanction is { } sanction)
        {
            var measure = await api.GetAsync<SanctionView>($"/api/sanctions/{sanction}", cancellationToken);
            return measure.Orders.Where(o => o.Id == order).Select(o => new OrderItem(o.Id, null, o.Space, "", measure.From, measure.Until, o.Due, o.State)).FirstOrDefault();
        }

        if ((await ReadAsync(api, cancellationToken)).Items.FirstOrDefault(o => o.Id == order) is { } there)
        {
            return there;
        }

        string? cursor = null;
        for (var page = 0; page < MostPages && (page == 0 || cursor is not null); page++)
        {
            var list = await ReadAsync(api, cursor, Most, cancellationToken);
            if (list.Items.FirstOrDefault(o => o.Id == order) is { } found)
            {
                return found;
            }

            cursor = list.Next;
        }

        return null;
    }

    private Task<OrderList> ReadAsync(Api api, string? cursor, int? limit, CancellationToken cancellationToken) => api.GetAsync<OrderList>(
        Body is null
            ? Addresses.With("/api/orders", ("assignee", "me"), ("due", Due), ("cursor", cursor), ("limit", $"{limit}"))
            : Addresses.With($"/api/bodies/{Uri.EscapeDataString(Body)}/orders", ("due", Due), ("cursor", cursor), ("limit", $"{limit}")),
        cancellationToken);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}

/// <summary>What people answer to an order.</summary>
/// <param name="Name">in the page's address, and of its texts</param>
/// <param name="Call">of the API</param>
/// <param name="Field">in the call's body; null: nothing is written</param>
/// <param name="MustBeWritten">a reason</param>
/// <param name="IsFinal">cannot be taken back: looked at once more before it is sent</param>
public sealed record OrderVerb(string Name, string Call, string? Field, bool MustBeWritten, bool IsFinal = false)
{
    public static IReadOnlyList<OrderVerb> All { get; } =
    [
        new("done", "done", "proof", false), new("failed", "failed", "reason", true), new("refuse", "refuse", "reason", true), new("verify", "verify", null, false),
        new("not-so", "verify", "reason", true), new("insist", "insist", "reason", true), new("waive", "waive", "reason", true, IsFinal: true),
    ];

    public IEnumerable<string> Fields => Field is null ? [] : [Field];

    internal object Body(FormState form) => Name switch
    {
        "done" => new { proof = form.Text("proof") },
        "verify" => new { asOrdered = true },
        "not-so" => new { asOrdered = false, reason = form["reason"] },
        _ => new { reason = form["reason"] },
    };
}
