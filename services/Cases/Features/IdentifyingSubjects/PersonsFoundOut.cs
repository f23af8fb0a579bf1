using Coc.Contracts.Channel;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Cases.Features.IdentifyingSubjects;

/// <summary>Finds somebody a committee found out in the registry of persons, or puts them there, and asks for this body's name for them.</summary>
internal sealed class PersonsFoundOut(ServiceChannel channel)
{
    /// <param name="source">the same in every attempt of one request</param>
    /// <exception cref="ProblemException">503 when Sanctions cannot say</exception>
    public async Task<(Guid Person, string CodeName)> KnownAsync(string body, Guid source, StatedPerson stated, string acting, CancellationToken cancellationToken)
    {
        var known = await channel.PostAsync<PersonKnown>("sanctions", "/internal/persons/identify", new PersonStated(source, stated.Accounts, stated.Name), acting, cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        var names = await channel.PostAsync<CodeNameAnswer>("sanctions", "/internal/code-names", new CodeNameQuestion(body, [known.Person]), acting, cancellationToken)
            ?? throw new ProblemException(Problems.Unavailable);
        return (known.Person, names.CodeNames[0]);
    }
}
