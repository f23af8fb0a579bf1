using Coc.Cases.Domain;
using Coc.Cases.Features.Appealing;
using Coc.Contracts.Intake;
using Coc.Platform.Messaging;

namespace Coc.Cases.Consumers;

/// <summary>An accused person used the room; the case notes that, the text stays with Intake.</summary>
internal sealed class AccusedWroteHandler(CaseMessages cases, AppealDesk appeals) : IHandle<AccusedWrote>
{
    public async Task HandleAsync(AccusedWrote message, Delivery delivery, CancellationToken cancellationToken)
    {
        if (message.Kind == "appeal")
        {
            await appeals.OpenAsync(message.Room, fromRoom: true, message.Entry, message.Origin.At, delivery, cancellationToken);
            return;
        }

        CaseCommand Command(DateTimeOffset now) => message.Kind switch
        {
            "mediation" => new CaseCommand.AnswerMediation(now, message.About, message.Room, message.Entry, message.Outcome ?? "no") { SaidAt = message.Origin.At },
            "dataRequest" => new CaseCommand.HearDataRequest(now, message.Entry, message.Room, message.Outcome ?? "copy", message.Origin.At),
            Apologising.Item => new CaseCommand.HearApology(now, message.Room, message.About ?? Guid.Empty, message.Entry),
            _ => new CaseCommand.HearFromAccused(now, message.Room, message.Entry, message.Kind, message.About),
        };
        await cases.RunOnAllOfAsync(message.Room, keys => cases.RunAllAsync(keys, delivery, Command, cancellationToken), cancellationToken);
    }
}
