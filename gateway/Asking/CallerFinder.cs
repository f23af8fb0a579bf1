using Coc.Platform.Http;
using Coc.Platform.Security;
using Coc.Platform.Time;

namespace Coc.Gateway.Asking;

/// <summary>Who asks, with the version of knowledge this was found in; a signed-in asker only.</summary>
internal readonly record struct Asker(Caller Caller, Access? Access);

/// <summary>Turns a credential into the caller it stands for.</summary>
internal sealed class CallerFinder(AccessTokens tokens, AccessFeed feed, DomainClock clock)
{
    private static readonly Asker Nobody = new(new Caller(CallerKind.Public, "", []), null);

    /// <summary>Codes and keys are not judged here: their service knows them.</summary>
    /// <exception cref="ProblemException">401 for a bearer that is not, or no longer, good; 503 when that cannot be known</exception>
    public ValueTask<Asker> FindAsync(Credential credential, CancellationToken cancellationToken) => credential.Kind switch
    {
        CredentialKind.Bearer => SignedInAsync(credential.Value, cancellationToken),
        CredentialKind.Receipt => ValueTask.FromResult(Of(CallerKind.Receipt, credential.Value)),
        CredentialKind.Room => ValueTask.FromResult(Of(CallerKind.Room, credential.Value)),
        CredentialKind.ApiKey => ValueTask.FromResult(Of(CallerKind.Bot, credential.Value)),
        _ => ValueTask.FromResult(Nobody),
    };

    private static Asker Of(CallerKind kind, string code) => new(new Caller(kind, code, []), null);

    private ValueTask<Asker> SignedInAsync(string text, CancellationToken cancellationToken)
    {
        var token = tokens.Read(text) ?? throw new ProblemException(Problems.SignInRequired);
        var access = feed.Current;
        return access.Version >= token.Version ? ValueTask.FromResult(In(access, token)) : WaitAsync(token, cancellationToken);
    }

    private async ValueTask<Asker> WaitAsync(AccessToken token, CancellationToken cancellationToken) => In(await feed.AtLeastAsync(token.Version, cancellationToken), token);

    private Asker In(Access access, AccessToken token) => access.Lives(token.Session, token.Account)
        ? new(new Caller(CallerKind.Seat, token.Account.ToString(), access.SeatsOf(token.Account, clock.GetUtcNow()), Session: token.Session), access)
        : throw new ProblemException(Problems.SignInRequired);
}
