using System.Collections.Concurrent;
using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Platform;
using Coc.Platform.Security;

namespace Coc.Intake.Features.ReadingReceipts;

/// <summary>
/// Who would read a report now, asked of Liaison and kept for seconds. When Liaison is silent the last known seats are shown without names;
/// a receipt is never refused for it.
/// </summary>
internal sealed partial class Readers(ServiceChannel channel, TimeProvider time, ILogger<Readers> logger)
{
    private const int MostBodies = 2000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1); // who left a body is named nowhere two seconds later
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // One name for all receipts: a ticket is fetched every few seconds, not for every visit.
    private static readonly string Acting = $"system:{Ids.V5(Guid.Empty, "intake:readers")}";
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, BodyReaders Readers)> known = new();

    /// <param name="origin">the report it follows from, whose exclusions hold too</param>
    public async Task<IReadOnlyList<Reader>> OfAsync(ReportState report, CancellationToken cancellationToken, ReportState? origin = null)
    {
        if (report.Body is not { } body)
        {
            return [];
        }

        var exclusions = report.Exclusions.Concat(origin?.Exclusions ?? []).ToList();
        var readers = await Task.WhenAll(new[] { body, report.JointWith }.OfType<string>()
            .Select(b => AskAsync(b, report.Filed.Event is not null && SetAside.Admits(report, b) ? "?eventStaff=true" : "", cancellationToken)));
        return [.. readers.SelectMany(r => r.Readers.Where(reader => !exclusions.Any(e => SetAside.Excludes(e, Candidate(r, reader)))))];
    }

    /// <summary>The seats that decide in a body.</summary>
    public Task<BodyReaders> DecidingAsync(string body, CancellationToken cancellationToken) => AskAsync(body, "", cancellationToken);

    /// <summary>The same, and what everybody was called at an instant.</summary>
    /// <param name="surely">when Liaison is silent, nothing is answered instead of the last known</param>
    /// <exception cref="HttpRequestException">it is, and it had to be sure</exception>
    public Task<BodyReaders> DecidingAsync(string body, DateTimeOffset at, CancellationToken cancellationToken, bool surely = false) =>
        AskAsync(body, $"?at={Uri.EscapeDataString($"{at:O}")}", cancellationToken, surely);

    // Whom the reporter excluded by a name they no longer bear is not named as a reader either.
    private static CandidateSeat Candidate(BodyReaders readers, Reader reader) =>
        new(reader.Seat, Guid.Empty, reader.Name ?? "", null, []) { OtherNames = readers.Known.FirstOrDefault(k => k.Seat == reader.Seat)?.Names ?? [] };

    private async Task<BodyReaders> AskAsync(string body, string query, CancellationToken cancellationToken, bool surely = false)
    {
        var route = $"/internal/bodies/{body}/readers{query}";
        var found = known.TryGetValue(route, out var last);
        if (found && time.GetUtcNow() - last.At < Kept)
        {
            return last.Readers;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var readers = await channel.GetAsync<BodyReaders>("liaison", route, Acting, limit.Token) ?? (surely ? throw new HttpRequestException("Liaison does not know this body.") : new(body, []));
            if (known.Count >= MostBodies)
            {
                known.Clear();
            }

            known[route] = (time.GetUtcNow(), readers);
            return readers;
        }
        catch (OperationCanceledException e) when (surely && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("Liaison does not answer.", e);
        }
        catch (Exception e) when (!surely && (e is HttpRequestException or OperationCanceledException) && !cancellationToken.IsCancellationRequested)
        {
            LogSilent(body, e.GetType().Name);
            return found ? last.Readers with { Readers = [.. last.Readers.Readers.Select(r => r with { Name = null })], Known = [] } : new(body, []);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The readers of {Body} could not be asked for: {Kind}")]
    private partial void LogSilent(string body, string kind);
}
