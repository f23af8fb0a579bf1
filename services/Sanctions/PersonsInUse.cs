using Coc.Contracts.Channel;
using Coc.Platform.Messaging;
using Coc.Platform.Security;
using Coc.Sanctions.Registry;

namespace Coc.Sanctions;

/// <summary>Whether anybody still has to know a person as who they are: a case of any body that names them, a report that has no case yet, or what another decision imposed.</summary>
internal sealed class PersonsInUse(ServiceChannel channel, PersonRegistry registry, Finder finder)
{
    /// <param name="butIn">the case that asks</param>
    public async Task<bool> IsAsync(Guid person, Guid butIn, Delivery delivery, CancellationToken cancellationToken)
    {
        if ((await finder.DecidedAgainstAsync(person, butIn, cancellationToken)).Count > 0)
        {
            return true;
        }

        var question = new PersonNeededQuestion(await registry.ReportsAsync(person, cancellationToken), butIn);
        return (await channel.PostAsync<PersonNeeded>("cases", $"/internal/persons/{person}/needed", question, delivery.Acting, cancellationToken)
            ?? throw new InvalidOperationException("Cases does not say whether a person is needed.")).Needed;
    }
}
