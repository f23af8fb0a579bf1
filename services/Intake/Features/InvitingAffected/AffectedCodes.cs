using System.Diagnostics;
using Coc.Contracts.Channel;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.Claiming;
using Coc.Platform;
using Coc.Platform.Configuration;
using Coc.Platform.Http;
using Coc.Platform.Time;

namespace Coc.Intake.Features.InvitingAffected;

/// <summary>Makes one-time codes for the pages of affected people, and exchanges them.</summary>
internal sealed class AffectedCodes(Reports reports, HandedCodes codes, IEventStore store, ServiceSettings settings, DomainClock clock)
{
    public async Task<AffectedPageAnswer> MakeAsync(AffectedPageRequest request, string? acting, CancellationToken cancellationToken)
    {
        var page = await reports.FindAsync(request.Affected, cancellationToken);
        if (page is { HasEntered: true })
        {
            return new(null);
        }

        if (page is null || page.HandedCodes < request.Number)
        {
            List<ReportEvent> events = [.. page is null ? await BegunAsync(request, cancellationToken) : [], new ReportEvent.AffectedCodeMade(request.Number, request.Seat)];
            try
            {
                await store.AppendAsync(
                    new Append(
                        [new StreamAppend(Reports.Key(request.Affected), Reports.StreamType, page?.Version ?? 0, [.. events.Select(e => new NewEvent(Ids.New(), e))])],
                        new EventContext(clock.GetUtcNow(), Ids.New(), Actor: acting, Seat: request.Seat, Incident: Incident(page, events), TraceParent: Activity.Current?.Id))
                    {
                        Statements = [codes.Keep(HandedCodes.Affected, request.Affected, request.Number)],
                    },
                    cancellationToken);
            }
            catch (Exception e) when (HandedCodes.IsThere(e))
            {
                return await MakeAsync(request, acting, cancellationToken);
            }
        }

        return new(codes.Of(HandedCodes.Affected, request.Affected, request.Number));
    }

    /// <summary>What makes this code the person's own; null: it is good for no page.</summary>
    public async Task<Taking?> TakeAsync(byte[] claim, string own, CancellationToken cancellationToken)
    {
        if (await codes.FindAsync(HandedCodes.Affected, claim, cancellationToken) is not { } found
            || await reports.FindAsync(found.Thing, cancellationToken) is not { HasEntered: false } page || page.HandedCodes != found.Number)
        {
            return null;
        }

        var entry = Ids.New();
        return new(
            new ExchangedAnswer(own, null),
            new StreamAppend(Reports.Key(page.Id), Reports.StreamType, page.Version, [new NewEvent(entry, new ReportEvent.AffectedEntered(entry))]),
            Reports.KeepCode(settings, own, page.Id),
            $"receipt:{page.Id}");
    }

    // Where the matter stands is on the page from the start, not from the next step on.
    private async Task<IReadOnlyList<ReportEvent>> BegunAsync(AffectedPageRequest request, CancellationToken cancellationToken)
    {
        var report = await reports.FindAsync(request.Report, cancellationToken) ?? throw new ProblemException(Problems.NotFound);
        var person = report.Filed.Affected.Where((_, i) => AffectedPage.IdOf(report, i) == request.Affected).Select(a => a.Value).FirstOrDefault() ?? throw new ProblemException(Problems.NotFound);
        return
        [
            new ReportEvent.AffectedInvited(
                report.Filed.Incident, report.Id, request.Case, report.Filed.Projects, report.Filed.Event, Sensitive.Of(person, Owners.Reporter(request.Affected))),
            new ReportEvent.BodyNamed(request.Body),
            new ReportEvent.CaseMoved(request.Case, request.State, request.AcknowledgeDue, request.AcknowledgedAt),
        ];
    }

    private static Guid? Incident(ReportState? page, IReadOnlyList<ReportEvent> events) => page?.Filed.Incident ?? events.OfType<ReportEvent.AffectedInvited>().Select(e => (Guid?)e.Incident).FirstOrDefault();
}
