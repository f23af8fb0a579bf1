namespace Coc.EventStore.Encryption;

/// <summary>
/// Ids of destroyed keys, outside the database, so that a restore of an older backup destroys them again. One file for each process, so that
/// several can share a folder. A line without an end was never followed by a commit.
/// </summary>
internal sealed class DestructionJournal(string folder)
{
    private readonly Lock gate = new();
    private readonly string file = Path.Combine(folder, $"{Guid.CreateVersion7():D}.destroyed");

    /// <summary>On disk when it returns; called before the transaction commits: a key listed in vain is destroyed by the next attempt.</summary>
    public void Write(IEnumerable<Guid> keys)
    {
        lock (gate)
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => $"{key:D}\n"))));
            stream.Flush(flushToDisk: true);
        }
    }
}
