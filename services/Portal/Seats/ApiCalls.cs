using System.Globalization;
using System.Text.Json;
using Coc.Platform.Http;
using Coc.Portal.Talking;
using Microsoft.AspNetCore.Http.Extensions;

namespace Coc.Portal.Seats;

/// <summary>Ways to ask the API that several pages need.</summary>
internal static class ApiCalls
{
    private const int MostPages = 50;
    private const int Largest = 200;

    /// <summary>Reads something with its version.</summary>
    public static async Task<Versioned<T>> GetVersionedAsync<T>(this Api api, string path, CancellationToken cancellationToken)
    {
        using var answer = await api.SendAsync(new(HttpMethod.Get, path), null, null, cancellationToken);
        return new(await ReadAsync<T>(answer, cancellationToken), answer.Headers.ETag?.ToString());
    }

    /// <summary>A page of a list.</summary>
    public static Task<Listed<T>> ListAsync<T>(this Api api, string path, string? cursor, CancellationToken cancellationToken, int? limit = null)
    {
        var query = new QueryBuilder();
        if (!string.IsNullOrEmpty(cursor))
        {
            query.Add("cursor", cursor);
        }

        if (limit is { } most)
        {
            query.Add("limit", most.ToString(CultureInfo.InvariantCulture));
        }

        return api.GetAsync<Listed<T>>(path + query, cancellationToken);
    }

    /// <summary>All pages of a list that is short by its nature.</summary>
    public static async Task<IReadOnlyList<T>> AllAsync<T>(this Api api, string path, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (items, next) = await api.ListAsync<T>(path, cursor, cancellationToken, Largest);
            all.AddRange(items);
            if ((cursor = next) is null)
            {
                break;
            }
        }

        return all;
    }

    /// <summary>A list, or nothing where it is not there for this visitor.</summary>
    public static async Task<Listed<T>?> FindListAsync<T>(this Api api, string path, CancellationToken cancellationToken, int? limit = null)
    {
        try
        {
            return await api.ListAsync<T>(path, null, cancellationToken, limit);
        }
        catch (RefusedException refused) when (refused.Refusal.Status == StatusCodes.Status404NotFound)
        {
            return null;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        await answer.Content.ReadFromJsonAsync<T>(Json.Options, cancellationToken) ?? throw new JsonException("The API answered null.");
}
