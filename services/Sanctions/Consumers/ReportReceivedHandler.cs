using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Sanctions.Domain;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions.Consumers;

/// <summary>A report came in: its subjects are found or made in the registry, and everybody waiting for that is told, also when it names nobody.</summary>
internal sealed class ReportReceivedHandler(ServiceChannel channel, PersonExecutor persons, MessageRunner runner) : IHandle<ReportReceived>
{
    public async Task HandleAsync(ReportReceived message, Delivery delivery, CancellationToken cancellationToken)
    {
        var subjects = message.Subjects == 0
            ? []
            : (await channel.GetAsync<ReportSubjects>("intake", $"/internal/reports/{message.Report}/subjects", delivery.Acting, cancellationToken)
                ?? throw new InvalidOperationException($"Intake does not know report {message.Report}.")).Subjects;
        await runner.RunAsync(
            delivery,
            async (changes, now) =>
            {
                var identified = await persons.IdentifyAsync(changes, message.Report, subjects, cancellationToken);
                changes.Add(Streams.Identification(message.Report), Streams.IdentificationType, 0, [new ReportSubjectsIdentified(message.Report, identified)]);
                changes.Add(PersonRegistry.Named(message.Report, identified.Select(i => i.Person)));
            },
            cancellationToken);
    }
}
