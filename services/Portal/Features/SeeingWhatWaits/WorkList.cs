using System.Security.Cryptography;
using System.Text.Json;

namespace Coc.Portal.Features.SeeingWhatWaits;

/// <summary>One thing that waits for whoever is signed in.</summary>
/// <param name="Kind">request, notice, case, order, transfer, change, counsel, outside</param>
/// <param name="Name">a code name, a project, a space: never whom it is about</param>
/// <param name="Body">by name</param>
/// <param name="Rule">key of the words that say why it is due</param>
/// <param name="Address">of the page on which it is done</param>
public sealed record WorkItem(string Kind, Guid Id, string Name, string Body, DateTimeOffset? Due, bool Overdue, string Rule, string Address)
{
    public bool Urgent { get; init; }

    /// <summary>Where a case stands.</summary>
    public string? State { get; init; }

    /// <summary>The day a question came: what tells it from others of the same project.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>The holder of one of these seats is the one who is to do it.</summary>
    public bool Mine { get; init; }
}

/// <summary>All of it, what is late first.</summary>
/// <param name="Missing">kinds that nobody could be asked about just now</param>
/// <param name="Partial">there are older cases that are not looked through: none of them is late</param>
public sealed record WorkList(IReadOnlyList<WorkItem> Items, IReadOnlyList<string> Missing, bool Partial)
{
    public static WorkList Of(IEnumerable<WorkItem> items, IEnumerable<string> missing, bool partial) => new(
        [.. items.DistinctBy(i => (i.Kind, i.Id)).OrderBy(i => !i.Overdue).ThenBy(i => i.Due ?? DateTimeOffset.MaxValue).ThenBy(i => i.Kind, StringComparer.Ordinal).ThenBy(i => i.Id)],
        [.. missing.Distinct().Order(StringComparer.Ordinal)], partial);

    public IEnumerable<WorkItem> Overdue => Items.Where(i => i.Overdue);

    public IEnumerable<WorkItem> Coming => Items.Where(i => !i.Overdue);

    /// <summary>How many of each kind, in the order in which kinds are shown.</summary>
    public IEnumerable<(string Kind, int Count, int Late)> Counts =>
        WorkKinds.All.Select(k => (k, Items.Count(i => i.Kind == k), Items.Count(i => i.Kind == k && i.Overdue))).Where(c => c.Item2 > 0);

    /// <summary>Stands for what is shown: when it is another, something changed.</summary>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, Plain)).AsSpan(0, 8));

    private static readonly JsonSerializerOptions Plain = new() { IgnoreReadOnlyProperties = true };
}

/// <summary>What can wait for somebody.</summary>
internal static class WorkKinds
{
    public const string Request = "request";
    public const string Notice = "notice";
    public const string Case = "case";
    public const string Order = "order";
    public const string Transfer = "transfer";
    public const string Change = "change";
    public const string Counsel = "counsel";
    public const string Outside = "outside";

    /// <summary>In the order in which they are counted.</summary>
    public static IReadOnlyList<string> All { get; } = [Request, Case, Transfer, Notice, Order, Change, Counsel, Outside];

    /// <summary>Of the page that lists them.</summary>
    public static string AddressOf(string kind) => kind switch
    {
        Request => "conflict-requests",
        Case => "cases",
        Notice => "notices",
        Order => "orders",
        Counsel => "legal",
        Outside => "engagements",
        _ => "foundation",
    };
}
