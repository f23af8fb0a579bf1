using Coc.Contracts.Cases;
using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Intake.Features.RenewingCodes;
using Coc.Intake.Notifying;
using Coc.Platform;
using Coc.Platform.Messaging;
using Coc.Platform.Time;

namespace Coc.Intake.Consumers;

/// <summary>Two seats renewed a lost code: half of a one-time code goes to the contact left at filing, computed when the mail goes (P21).</summary>
internal sealed class CodeRenewalAgreedHandler(Reports reports, RenewedCodes codes, ReporterNews news, IEventStore store, DomainClock clock, TimeProvider time) : IHandle<CodeRenewalAgreed>
{
    private const int Attempts = 5;

    public async Task HandleAsync(CodeRenewalAgreed message, Delivery delivery, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reports.FindAsync(message.Report, cancellationToken) is not { } report || report.Renewals.Any(r => r.Id == message.Renewal))
            {
                return;
            }

            var origins = await reports.OriginsOfAsync(report, cancellationToken);
            var (number, now) = (report.Renewals.Count + 1, clock.GetUtcNow());
            try
            {
                await store.AppendAsync(
                    new Append(
                        [
                            new StreamAppend(
                                Reports.Key(report.Id), Reports.StreamType, report.Version,
                                [new NewEvent(Ids.V5(delivery.MessageId, report.Id.ToString("D")), new ReportEvent.CodeRenewed(message.Renewal, number, now + Renewal.Lasts, Halved: true))]),
                        ],
                        delivery.Context(now))
                    {
                        Statements = [delivery.Inbox(time.GetUtcNow()), codes.Keep(report.Id, message.Renewal, number), .. news.OfRenewal(report, origins, message.Renewal)],
                    },
                    cancellationToken);
                return;
            }
            catch (StreamConflictException) when (attempt < Attempts)
            {
                // The reporter wrote, or another message came, at the same moment.
            }
        }
    }
}
