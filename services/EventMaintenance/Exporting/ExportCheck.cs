using Coc.EventMaintenance.Attesting;
using Coc.EventMaintenance.Verifying;

namespace Coc.EventMaintenance.Exporting;

/// <summary>An export on its way past the walk: for those who only want to know, and for the import, which stores what passes.</summary>
internal sealed class ExportCheck
{
    private readonly ExportReader reader;
    private readonly Verification verification;
    private readonly IReadOnlyList<HeadCheck> heads;

    public ExportCheck(ExportReader reader, PublicKeys keys, IReadOnlyList<SignedHead> kept)
    {
        this.reader = reader;
        verification = new Verification(reader.Header.Service, keys, kept);
        heads = reader.Header.Whole ? verification.Checks(reader.Header.Head is { } own ? [own] : []) : verification.ChecksOfPart();
        Walk = new ChainWalk(reader.Header.Service, heads);
    }

    public ChainWalk Walk { get; }

    public IAsyncEnumerable<LogEntry> ReadAsync(IProgress<long>? progress, CancellationToken cancellationToken) =>
        new Verifier(Walk, progress).CheckAsync(reader.ReadAsync(cancellationToken), cancellationToken);

    /// <summary>Once everything was read.</summary>
    public Verified Result()
    {
        var result = verification.Result(Walk, heads);
        var end = reader.End!;
        var what = (end.Streams, end.Events, end.Unchained) != (result.Streams, result.Events, result.Unchained)
                ? $"the last line counts {end.Streams} streams, {end.Events} events, {end.Unchained} unchained, the file has {result.Streams}, {result.Events}, {result.Unchained}"
            : reader.Intact ? null : "the file is not as it was written, though every event fits: something outside the chains was changed";
        return what is null || result.FirstBroken is not null ? result : result with { FirstBroken = new Broken(result.Service, null, 0, null, null, null, what) };
    }
}
