using Coc.Portal.Pages.Measures;
using Coc.Portal.Talking;

namespace Coc.Portal.Features.AnsweringNotices;

/// <summary>What another body decided and offers. Whom and what it is about is there for who has said how they stand to the person, what for when they asked.</summary>
public sealed record NoticeItem(
    Guid Id, Guid Person, string CodeName, string? Account, IReadOnlyList<string>? Accounts, string? Type, ScopeView? Scope, DateTimeOffset From, DateTimeOffset? Until, string? Category, string Issuer,
    DateTimeOffset AnswerBy, string State, Guid? Copy, CorrectionView? Correction, DigestView? Digest)
{
    public bool Waits => State is "open" or "redecide";

    /// <summary>Its reader has said that nothing ties them to the person.</summary>
    public bool Known => Type is not null;

    public IReadOnlyList<string> AllAccounts => Accounts ?? (Account is null ? [] : [Account]);

    public bool ToAcknowledge => Correction is { Acknowledged: false };
}

public sealed record CorrectionView(string Cause, DateTimeOffset At, bool Acknowledged);

/// <summary>What a body can keep to show later who told it what.</summary>
public sealed record DigestView(string Text, string Key, string Signature);

/// <param name="Count">for a liaison, who forwards: how many, nothing of them</param>
public sealed record NoticeList(IReadOnlyList<NoticeItem>? Items, string? Next, int? Count);

/// <summary>Which list of notices, and from where on.</summary>
/// <param name="Show">redecide, all; null: open</param>
public sealed record NoticePlace(string? Body, string? Show, string? Cursor)
{
    private const int Most = 200;
    private const int MostPages = 10;

    public static IReadOnlyList<string?> Shown { get; } = [null, "redecide", "all"];

    public string Address => Addresses.With("notices", ("body", Body), ("show", Show), ("cursor", Cursor));

    /// <summary>A page about one notice, which leads back to the list it was in.</summary>
    public string About(Guid notice, string? what = null) => Addresses.With($"notices/{notice}{(what is null ? "" : "/" + what)}", ("body", Body), ("show", Show), ("cursor", Cursor));

    internal static NoticePlace Of(HttpRequest request)
    {
        var (body, show) = (request.Query["body"].ToString().Trim(), request.Query["show"].ToString());
        return new(body.Length == 0 ? null : body, Shown.Contains(show) ? show : null, request.Query["cursor"]);
    }

    internal Task<NoticeList> ReadAsync(Api api, CancellationToken cancellationToken) => ReadAsync(api, Show, Cursor, null, cancellationToken);

    /// <summary>One of them. The API shows notices in lists alone: looked for first where it was, then in all.</summary>
    internal async Task<NoticeItem> RequireAsync(Api api, Guid notice, CancellationToken cancellationToken)
    {
        if (Body is null)
        {
            throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound"));
        }

        var (show, cursor) = (Show, Cursor);
        for (var page = 0; page <= MostPages && (page <= 1 || cursor is not null); page++)
        {
            var list = await ReadAsync(api, show, cursor, page == 0 ? null : Most, cancellationToken);
            if (list.Items?.FirstOrDefault(n => n.Id == notice) is { } found)
            {
                return found;
            }

            (show, cursor) = ("all", page == 0 ? null : list.Next);
        }

        throw new RefusedException(new(StatusCodes.Status404NotFound, "notFound"));
    }

    private Task<NoticeList> ReadAsync(Api api, string? show, string? cursor, int? limit, CancellationToken cancellationToken) => api.GetAsync<NoticeList>(
        Addresses.With($"/api/bodies/{Uri.EscapeDataString(Body!)}/notices", ("state", show switch { null => "open", "all" => null, _ => show }), ("cursor", cursor), ("limit", $"{limit}")), cancellationToken);
}
