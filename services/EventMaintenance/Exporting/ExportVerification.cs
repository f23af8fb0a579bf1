using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Verifying;

namespace Coc.EventMaintenance.Exporting;

/// <summary>Verifies an export by itself: no database, no keys but the public ones of signed heads.</summary>
public static class ExportVerification
{
    /// <exception cref="ExportException">the file cannot be read as an export; names the line</exception>
    public static async Task<Verified> FileAsync(
        Stream file, PublicKeys keys, IReadOnlyList<SignedHead> kept, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        using var reader = await ExportReader.OpenAsync(file, cancellationToken);
        var check = new ExportCheck(reader, keys, kept);
        await foreach (var _ in check.ReadAsync(progress, cancellationToken))
        {
            // The check remembers what it finds.
        }

        return check.Result();
    }
}
