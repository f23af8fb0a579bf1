using Coc.Platform.Http;

namespace Coc.Sanctions.Registry;

/// <summary>Lists of this service go on after an id.</summary>
internal static class PagingAfterId
{
    /// <summary>Empty at the beginning; a cursor of another list begins anew.</summary>
    public static Guid AfterId(this Paging paging) => Guid.TryParse(paging.After, out var id) ? id : Guid.Empty;
}
