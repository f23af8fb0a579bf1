using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Coc.Platform.Http;

/// <summary><c>?limit=&amp;cursor=</c> of a list: default 50, most 200; the cursor is opaque to clients.</summary>
public readonly record struct Paging(int Limit, string? After)
{
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
