using Coc.Cases.Domain;
using Coc.Cases.Features.Appealing;
using Coc.Cases.Features.AskingConsent;
using Coc.Cases.Features.SettingSeatsAside;
using Coc.Contracts.Intake;
using Coc.Platform.Messaging;

namespace Coc.Cases.Consumers;

/// <summary>
/// The reporter, or an affected person from their page, sent something; the case notes that, the text stays with Intake. Whom the reporter excludes leaves the panel, and nobody learns why (P11). Of complaints nothing
/// is noted: they are not for this panel (P21).
/// </summary>
internal sealed class ReporterWroteHandler(CaseMessages cases, ExcludingSeats excluding, ReporterConsents consents, AppealDesk appeals) : IHandle<ReporterWrote>
{
    public async Task HandleAsync(ReporterWrote message, Delivery delivery, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case "consent":
                var answers = await consents.OfAsync(message.Report, delivery.Acting, cancellationToken);
                await RunAsync(now => new CaseCommand.NoteConsents(now, message.Report, answers));
                break;
            case "exclusion":
                await excluding.ExcludeAsync(message.Report, message.Also, delivery.Acting, delivery.Context, cancellationToken);
                break;
            case "appeal":
                await appeals.OpenAsync(message.Report, fromRoom: false, message.Entry, message.Origin.At, delivery, cancellationToken);
                break;
            case "mediation":
                await RunAsync(now => new CaseCommand.AnswerMediation(now, message.About, message.Report, message.Entry, message.Outcome ?? "no") { SaidAt = message.Origin.At });
                break;
            case "comment" when message.About is { } request:
                await RunAsync(now => new CaseCommand.HearComment(now, request, message.Report, message.Entry));
                break;
            case "dataRequest":
                await RunAsync(now => new CaseCommand.HearDataRequest(now, message.Entry, message.Report, message.Outcome ?? "copy", message.SaidAt ?? message.Origin.At));
                break;
            case not "complaint":
                await RunAsync(now => new CaseCommand.HearFromReporter(now, message.Report, message.Entry, message.Kind, message.Outcome) { Appeal = message.About });
                break;
        }

        Task RunAsync(Func<DateTimeOffset, CaseCommand> command) =>
            cases.RunOnAllOfAsync(message.Report, keys => cases.RunAllAsync(keys, delivery, command, cancellationToken), cancellationToken);
    }
}
