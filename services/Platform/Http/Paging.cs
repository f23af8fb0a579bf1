using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Coc.Platform.Http;

/// <summary><c>?limit=&amp;cursor=</c> of a list: default 50, most 200; the cursor is opaque to clients.</summary>
public readonly record struct Paging(int Limit, string? After)
{
    private const int Batch = 200;

    /// <summary>The cursor of a list whose position is an id; null at the beginning.</summary>
    public Guid? AfterId => Guid.TryParse(After, out var id) ? id : null;

    /// <summary>Reads and checks the query.</summary>
    public static Paging Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var query = context.Request.Query;
        var limit = 50;
        string? after = null;
        var check = new Check();
        if (query["limit"] is [{ } text])
        {
            check.That(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= 200, "limit", "must be 1 to 200");
        }

        if (query["cursor"] is [{ } cursor])
        {
            var bytes = new byte[cursor.Length];
            var fits = Convert.TryFromBase64String(cursor, bytes, out var length);
            after = fits ? Encoding.UTF8.GetString(bytes, 0, length) : null;
            check.That(after?.Contains('\0', StringComparison.Ordinal) == false, "cursor", "is not a cursor of ours"); // NUL: PostgreSQL would refuse it
        }

        check.Throw();
        return new(limit, after);
    }

    /// <summary>
    /// A page of a list of which not everything exists for the asker: reads on until it is full of what is visible, so that neither a cursor
    /// nor a page's length tells of what is not.
    /// </summary>
    /// <param name="read">rows for a paging of its own, <c>Limit + 1</c> when there are more</param>
    /// <param name="visible">those of them that exist for the asker</param>
    /// <param name="key">names the position of a row</param>
    public async Task<Page<T>> PageAsync<T>(Func<Paging, Task<IReadOnlyList<T>>> read, Func<IReadOnlyList<T>, Task<IEnumerable<T>>> visible, Func<T, string> key)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(visible);
        ArgumentNullException.ThrowIfNull(key);
        var shown = new List<T>();
        var from = new Paging(Batch, After);
        for (var more = true; more && shown.Count <= Limit;)
        {
            var rows = await read(from);
            shown.AddRange(await visible(rows));
            more = rows.Count > Batch;
            from = more ? new(Batch, key(rows[^1])) : from;
        }

        return Page(shown, key);
    }

    /// <summary>A page of items read with <c>Limit + 1</c>; <paramref name="key"/> names the position of the last one shown.</summary>
    public Page<T> Page<T>(IReadOnlyList<T> items, Func<T, string> key)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(key);
        return items.Count <= Limit ? new(items, null) : new([.. items.Take(Limit)], Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[Limit - 1]))));
    }
}

/// <summary>A list's answer; <c>next</c> is null on the last page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)] string? Next);
