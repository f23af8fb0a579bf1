using Coc.Platform.Http;

namespace Coc.Sanctions.Registry;

/// <summary>Pages of lists of which not everything exists for the asker.</summary>
internal static class VisiblePages
{
    private const int Batch = 201;

    /// <summary>Reads on until the page is full of what is visible: neither a cursor nor a page's length tells of what is not.</summary>
    /// <param name="read">so many rows after this id</param>
    /// <param name="visible">those of them that exist for the asker</param>
    public static async Task<Page<T>> PageAsync<T>(this Paging paging, Func<int, Guid, Task<List<T>>> read, Func<IReadOnlyList<T>, Task<IEnumerable<T>>> visible, Func<T, Guid> id)
    {
        var shown = new List<T>();
        var after = paging.AfterId();
        for (var more = true; more && shown.Count <= paging.Limit;)
        {
            var rows = await read(Batch, after);
            shown.AddRange(await visible(rows));
            more = rows.Count == Batch;
            after = more ? id(rows[^1]) : after;
        }

        return paging.Page(shown, row => id(row).ToString());
    }

    /// <summary>Empty at the beginning; a cursor of another list begins anew.</summary>
    public static Guid AfterId(this Paging paging) => Guid.TryParse(paging.After, out var id) ? id : Guid.Empty;
}
