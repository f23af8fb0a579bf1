using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Domain.Files;
using Coc.Intake.Features.KeepingEvidence;
using Coc.Intake.Features.KeepingRooms;
using Coc.Platform.Http;

namespace Coc.Intake;

/// <summary>A piece as one case finds it.</summary>
internal sealed record FoundPiece(EvidencePiece Piece, Custody Custody, VaultRow Row, Guid? Incident)
{
    /// <exception cref="ProblemException">409 when nobody may open it, or nobody can</exception>
    public EvidenceFacts Readable() =>
        Custody.IsQuarantined ? throw new ProblemException(Problems.Refused("quarantined", "P10", "This is in quarantine: nobody opens it before two seats release it."))
        : Piece.Facts ?? throw new ProblemException(Problems.Refused("erased", "P19", "This has been erased."));
}

/// <summary>Finds pieces of evidence for cases. Cases says what belongs to it; that the piece came with one of those reports or rooms, or was brought to that case, is looked up here again.</summary>
internal sealed class Pieces(IEventStore store, Reports reports, ExcludedReaders excluded, Rooms rooms, Vault vault)
{
    public const string StreamType = "evidence";

    /// <exception cref="ProblemException">404, for any reason</exception>
    public async Task<FoundPiece> FindAsync(Guid evidence, EvidenceQuestion asked, CancellationToken cancellationToken)
    {
        await excluded.RefuseAsync(await reports.FindAsync(asked.Reports, cancellationToken), asked.Seat, cancellationToken);
        if (await vault.FindAsync(evidence, cancellationToken) is { } row && (row.Case is not null ? asked.Brought : asked.Reports.Contains(row.Stream) || asked.Rooms?.Contains(row.Stream) == true))
        {
            var custody = Custody.Of(await store.ReadAsync(Reports.Key(evidence), cancellationToken: cancellationToken));
            var report = row.Case is null && asked.Reports.Contains(row.Stream) ? await reports.FindAsync(row.Stream, cancellationToken) : null;
            var room = row.Case is null && report is null ? await rooms.FindAsync(row.Stream, cancellationToken) : null;
            if (((report?.Evidence ?? room?.Evidence ?? []).FirstOrDefault(e => e.Id == evidence && e.IsFor(asked.Appeal)) ?? OfCase(evidence, custody)) is { } piece && custody.ExistsFor(asked.Case))
            {
                return new(piece, custody, row, report?.Filed.Incident);
            }
        }

        throw new ProblemException(Problems.NotFound);
    }

    /// <summary>What a case may know of, oldest first.</summary>
    public async Task<IReadOnlyList<StatedEvidence>> OfCaseAsync(EvidenceOfCase asked, CancellationToken cancellationToken)
    {
        var found = await reports.FindAsync(asked.Reports, cancellationToken);
        await excluded.RefuseAsync(found, asked.Seat, cancellationToken);
        List<EvidencePiece> sent = [.. found.SelectMany(r => r.Evidence).Where(e => e.IsFor(asked.Appeal))];
        foreach (var room in asked.Rooms ?? [])
        {
            sent.AddRange((await rooms.FindAsync(room, cancellationToken))?.Evidence ?? []);
        }

        return await StatedAsync(sent, asked.Brought, asked.Case, cancellationToken);
    }

    /// <summary>Pieces of a report as a case sees them.</summary>
    /// <param name="appeal">the appeal the case decides</param>
    public Task<IReadOnlyList<StatedEvidence>> OfReportAsync(ReportState report, Guid inCase, Guid? appeal, CancellationToken cancellationToken) =>
        StatedAsync([.. report.Evidence.Where(e => e.IsFor(appeal))], [], inCase, cancellationToken);

    public static StatedEvidence Stated(EvidencePiece piece, Custody custody) => new(
        piece.Id, piece.Report, piece.At, piece.Facts is null ? "erased" : custody.IsQuarantined ? "quarantined" : "kept", piece.Facts?.Name, piece.Facts?.Size, piece.Facts?.Sha256,
        piece.Facts?.Type, piece.Facts?.Declared, piece.Facts?.Lies ?? false, piece.Facts?.Source, piece.Facts?.CapturedAt,
        piece.Facts is { } facts && FileTypes.Strippable(facts.Type), custody.Releasing, piece.Room);

    private async Task<IReadOnlyList<StatedEvidence>> StatedAsync(List<EvidencePiece> sent, IReadOnlyList<Guid> brought, Guid inCase, CancellationToken cancellationToken)
    {
        List<Guid> ids = [.. sent.Select(p => p.Id), .. brought];
        var custodies = (await store.ReadAsync([.. ids.Select(Reports.Key)], cancellationToken)).Select(Custody.Of).ToList();
        return
        [
            .. from found in ids.Select((id, i) => (Piece: i < sent.Count ? sent[i] : OfCase(id, custodies[i]), Custody: custodies[i]))
               where found.Piece is not null && found.Custody.ExistsFor(inCase)
               orderby found.Piece.At
               select Stated(found.Piece, found.Custody),
        ];
    }

    private static EvidencePiece? OfCase(Guid evidence, Custody custody) => custody.Brought is { } brought ? new(evidence, null, brought.At, brought.Event.Facts.Value) : null;
}
