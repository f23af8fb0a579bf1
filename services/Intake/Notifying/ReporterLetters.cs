using Coc.Mailing;

namespace Coc.Intake.Notifying;

/// <summary>Letters to reporters: the address is opened when a mail goes and is kept nowhere else.</summary>
internal sealed class ReporterLetters(Reports reports) : ILetterSource
{
    public async Task<Judgement> JudgeAsync(Guid recipient, IReadOnlyList<News> news, CancellationToken cancellationToken)
    {
        var nothing = new Dictionary<Guid, DateTimeOffset>();
        return await reports.FindAsync(recipient, cancellationToken) is { } report && ReporterNews.AddressOf(report) is { } address
            ? new(new Letter(address, report.Filed.Text.Value?.Language), [], nothing)
            : new(null, [.. news.Select(n => n.Id)], nothing);
    }
}
