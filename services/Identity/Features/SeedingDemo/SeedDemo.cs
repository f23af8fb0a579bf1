using Coc.Identity.Accounts;
using Coc.Platform;
using Coc.Platform.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Features.SeedingDemo;

/// <summary>
/// <c>seed-demo FILE OUT</c>: makes the demo's accounts and writes their passwords to OUT. Run again it keeps what OUT says; it may run beside the service.
/// Seats come by Liaison's messages; here they are only listed, under the ids both compute.
/// </summary>
internal static class SeedDemo
{
    /// <summary>Whether the arguments ask for it; then it was done.</summary>
    public static async Task<bool> RunIfAskedAsync(string[] args, IServiceProvider services)
    {
        if (args is not ["seed-demo", var file, var output])
        {
            return false;
        }

        if (!services.GetRequiredService<ServiceSettings>().Demo)
        {
            throw new InvalidOperationException("Demo accounts exist in the demo profile only (COC_PROFILE=demo).");
        }

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var foundation = Foundation.Read(file);
        var kept = DemoAccounts.Read(output).Accounts.ToDictionary(a => a.Email, a => a.Password);
        var accounts = foundation.Accounts.Select(a => new DemoAccount(a.Email, kept.GetValueOrDefault(a.Email) ?? ReadablePassword.New(), a.Name, SeatsOf(foundation, a.Email))).ToList();
        new DemoAccounts(BaseUrl(services.GetRequiredService<IConfiguration>()), accounts).Write(output); // first: a password that is stored nowhere else must not be lost
        await StoreAsync(db, scope.ServiceProvider.GetRequiredService<Passwords>(), accounts);
        Console.WriteLine($"{accounts.Count} demo accounts");
        return true;
    }

    private static async Task StoreAsync(AccountsDb db, Passwords passwords, IReadOnlyList<DemoAccount> accounts)
    {
        var stored = await db.Users.AsNoTracking().ToDictionaryAsync(a => a.Id);
        var fresh = accounts.AsParallel().AsOrdered()
            .Where(a => !passwords.Matches(stored.GetValueOrDefault(Account.IdOf(a.Email)), a.Password))
            .Select(a => (Account: Account.For(a.Email, a.Name), a.Password))
            .Select(a => (a.Account, Hash: passwords.Hash(a.Account, a.Password))).ToList();
        foreach (var (account, hash) in fresh)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into app.accounts (id, email, normalized_email, email_confirmed, name, security_stamp, password_hash)
                values ({account.Id}, {account.Email}, {account.NormalizedEmail}, true, {account.Name}, {account.SecurityStamp}, {hash})
                on conflict (id) do update set password_hash = excluded.password_hash
                """);
        }
    }

    private static List<DemoSeat> SeatsOf(Foundation foundation, string email) =>
        [.. foundation.Seats.Where(s => s.Email == email).Select(s => new DemoSeat(Ids.V5(Guid.Empty, $"seat:{s.Body}:{s.Email}:{s.Role}"), s.Body, s.Role))];

    private static string BaseUrl(IConfiguration configuration) => configuration["COC_BASE_URL"] ?? $"http://127.0.0.1:{configuration["COC_PORT"] ?? "8080"}";
}
