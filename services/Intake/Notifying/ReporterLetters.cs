using Coc.Intake.Domain;
using Coc.Intake.Features.RenewingCodes;
using Coc.Mailing;
using Coc.Platform.Time;

namespace Coc.Intake.Notifying;

/// <summary>Letters to reporters: the address is opened when a mail goes and is kept nowhere else.</summary>
internal sealed class ReporterLetters(Reports reports, RenewedCodes renewed, DomainClock clock) : ILetterSource
{
    public async Task<Judgement> JudgeAsync(Guid recipient, IReadOnlyList<News> news, CancellationToken cancellationToken)
    {
        var nothing = new Dictionary<Guid, DateTimeOffset>();
        var renews = news.Any(n => n.Template == MailTexts.Renewal);
        var report = await reports.FindAsync(recipient, cancellationToken);
        IReadOnlyList<ReportState> origins = report is null ? [] : await reports.OriginsOfAsync(report, cancellationToken);
        if (report is null || (renews ? ReporterNews.RenewalAddressOf(report, origins) : ReporterNews.AddressOf(report, origins)) is not { } address)
        {
            return new(null, [.. news.Select(n => n.Id)], nothing);
        }

        // Answered by now, or the case was taken up again: nobody is asked.
        List<Guid> answered = CheckIns.Next(report, clock.GetUtcNow()) is { Open: true } ? [] : [.. news.Where(n => n.Kind == ReporterNews.CheckIn).Select(n => n.Id)];
        if (answered.Count == news.Count)
        {
            return new(null, answered, nothing);
        }

        var code = renews ? renewed.CodeFor(report) : null;
        return code is null && renews
            ? new(null, [.. news.Select(n => n.Id)], nothing) // used, or over: nothing is sent that opens nothing
            : new(new Letter(address, report.Filed.Text.Value?.Language, code), answered, nothing);
    }
}
