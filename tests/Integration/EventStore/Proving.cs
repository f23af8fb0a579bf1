using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Exporting;
using Coc.EventMaintenance.Verifying;
using Coc.EventStore;
using Npgsql;

namespace Coc.Integration.EventStore;

/// <summary>A small log, hands that go past every wall into it, and a verifier.</summary>
internal sealed class Proving(StoreFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>In the order of a verification: tenant, then id.</summary>
    public static readonly StreamKey A1 = new("project-a", Guid.Parse("00000000-0000-7000-8000-0000000000a1"));
    public static readonly StreamKey A2 = new("project-a", Guid.Parse("f0000000-0000-7000-8000-0000000000a2"));
    public static readonly StreamKey B1 = new("project-b", Guid.Parse("80000000-0000-7000-8000-0000000000b1"));

    public string Folder { get; } = Directory.CreateTempSubdirectory("coc-test-").FullName;

    public PublicKeys Keys => PublicKeys.FromFolder(Path.Combine(Folder, "public"));

    public HeadStore Heads => new(fixture.Daemon, TimeProvider.System);

    public SigningKey Signer()
    {
        SigningKey.Prepare(Path.Combine(Folder, "private"), Path.Combine(Folder, "public"), "cases");
        return SigningKey.FromFile(Path.Combine(Folder, "private"));
    }

    /// <summary>Empties the log and fills it anew: A1 with 5 events, A2 with 1, B1 with 3.</summary>
    public async Task ResetAsync()
    {
        await BreakAsync("truncate mt.mt_events, mt.mt_streams, mt.coc_keys, mt.coc_heads, mt.coc_leaves; alter sequence mt.mt_events_sequence restart with 1");
        await using var store = fixture.NewStore();
        await store.AppendAsync(Given.Append(A1, 0, Note("one"), Note("two")), Token);
        await store.AppendAsync(Given.Append(B1, 0, Note("é"), Note("\u2028 \"quoted\" \\ 😀")), Token);
        await store.AppendAsync(Given.Append(A1, 2, new StoreEvent.NoteClosed(Given.At, long.MaxValue), Note("four")), Token);
        await store.AppendAsync(Given.Append(A2, 0, Note("")), Token);
        await store.AppendAsync(Given.Append(A1, 4, Note("five")), Token);
        await store.AppendAsync(Given.Append(B1, 2, Note("three")), Token);
    }

    public Task<SignedHead?> SignAsync() => Heads.SignNextAsync("cases", Signer(), Token);

    /// <summary>As somebody who owns the machine: no trigger, no wall, no foreign key.</summary>
    public async Task BreakAsync(string sql)
    {
        await using var superuser = NpgsqlDataSource.Create(fixture.Database.Superuser);
        await using var command = superuser.CreateCommand("set session_replication_role = replica; " + sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    public async Task<Verified> VerifyAsync(params SignedHead[] kept) => await new Verification("cases", Keys, kept).DatabaseAsync(fixture.Daemon, null, Token);

    public Task<byte[]> ExportAsync(string? tenant = null, Guid? stream = null) => ExportAsync(fixture.Daemon, tenant, stream);

    public static async Task<byte[]> ExportAsync(NpgsqlDataSource daemon, string? tenant = null, Guid? stream = null)
    {
        using var file = new MemoryStream();
        await StoreExport.WriteAsync(daemon, "cases", tenant, stream, file, TimeProvider.System, null, Token);
        return file.ToArray();
    }

    public async Task<Verified> VerifyFileAsync(IEnumerable<string> lines, params SignedHead[] kept)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        return await ExportVerification.FileAsync(file, Keys, kept, null, Token);
    }

    public static List<string> Lines(byte[] export) => [.. Encoding.UTF8.GetString(export).TrimEnd('\n').Split('\n')];

    /// <summary>Counts and hash of the last line as if the lines had always been these: what only the chains can tell.</summary>
    public static List<string> Resealed(List<string> lines)
    {
        var end = JsonNode.Parse(lines[^1])!;
        end["end"]!["streams"] = lines.Count(l => l.StartsWith("{\"stream\"", StringComparison.Ordinal));
        end["end"]!["events"] = lines.Count(l => l.StartsWith("{\"event\"", StringComparison.Ordinal));
        end["end"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines[..^1].Select(l => l + "\n")))));
        return [.. lines[..^1], end.ToJsonString()];
    }

    private static StoreEvent.NoteTaken Note(string title) => new(title, 7, Mood.Calm, Sensitive.Of("canary", "panel"));
}
