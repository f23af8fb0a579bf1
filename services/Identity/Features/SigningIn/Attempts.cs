using Coc.Identity.Accounts;
using Coc.Platform.Configuration;
using Coc.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.SigningIn;

/// <summary>
/// Slows guessing down per address, whether it has an account or not. An attempt is counted before its password is looked at, so that many at once gain nothing.
/// </summary>
internal sealed class Attempts(AccountsDb db, ServiceSettings settings, TimeProvider time)
{
    private const int LongestWait = 900;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    /// <summary>False while the address has to wait.</summary>
    public async Task<bool> CountAsync(string email, CancellationToken cancellationToken)
    {
        var free = settings.Demo ? 200 : 5;
        var now = time.GetUtcNow();
        var address = Key(email);
        var counted = await db.Database.ExecuteSqlAsync(
            $"""
            insert into app.sign_in_attempts as a (address, failures, tried) values ({address}, 1, {now})
            on conflict (address) do update set
              failures = a.failures + 1, tried = {now},
              blocked_until = case when a.failures + 1 >= {free} then {now} + least(power(2, least(a.failures + 1 - {free}, 12)), {LongestWait}) * interval '1 second' end
            where a.blocked_until is null or a.blocked_until <= {now}
            """,
            cancellationToken);
        return counted > 0;
    }

    public Task ForgetAsync(string email, CancellationToken cancellationToken)
    {
        var address = Key(email);
        var old = time.GetUtcNow() - Remembered;
        return db.Database.ExecuteSqlAsync($"delete from app.sign_in_attempts where address = {address} or tried < {old}", cancellationToken);
    }

    private byte[] Key(string email) => BlindIndex.Name(settings.Pepper, "sign-in", Account.Normal(email));
}
