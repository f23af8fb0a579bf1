using System.Collections.Frozen;
using Npgsql;

namespace Coc.Cases.Features.Transferring;

/// <summary>The bodies a case or a measure may go to; read again when a slug is asked for that is not known yet.</summary>
internal sealed class BodyDirectory(NpgsqlDataSource database)
{
    private volatile FrozenDictionary<string, string> kinds = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether there is somebody of its own who could take a case. Asked anew each time: that changes.</summary>
    public async Task<bool> HandlesItsOwnAsync(string slug, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select handling from app.bodies where slug = $1");
        command.Parameters.AddWithValue(slug);
        return await command.ExecuteScalarAsync(cancellationToken) is "own";
    }

    /// <summary>Kind by slug, for all of those that exist.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> KindsAsync(IReadOnlyCollection<string> slugs, CancellationToken cancellationToken)
    {
        if (!slugs.All(kinds.ContainsKey))
        {
            var read = new Dictionary<string, string>();
            await using var command = database.CreateCommand("select slug, kind from app.bodies");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                read[reader.GetString(0)] = reader.GetString(1);
            }

            kinds = read.ToFrozenDictionary();
        }

        return kinds;
    }
}
