using Coc.Identity.Sessions;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Accounts;

/// <summary>Identity's tables, as the scripts in Schema/ make them.</summary>
internal sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Tells the gateways that sessions, memberships or the clock changed; call in the transaction of the change.</summary>
    public async Task<long> BumpAsync(CancellationToken cancellationToken)
    {
        var versions = await Database.SqlQuery<long>($"""update app.access_version set version = version + 1 where id = 1 returning version as "Value" """).ToListAsync(cancellationToken);
        return versions[0];
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema("app");
        // Sign-in with outside providers is an issue of its own; its tables come with it.
        builder.Ignore<IdentityUserClaim<Guid>>().Ignore<IdentityUserLogin<Guid>>();
        builder.Entity<Account>(e =>
        {
            e.ToTable("accounts");
            e.Ignore(a => a.UserName).Ignore(a => a.NormalizedUserName).Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed)
                .Ignore(a => a.LockoutEnabled).Ignore(a => a.LockoutEnd).Ignore(a => a.AccessFailedCount);
            e.Property(a => a.Id).HasColumnName("id");
            e.Property(a => a.Email).HasColumnName("email");
            e.Property(a => a.NormalizedEmail).HasColumnName("normalized_email");
            e.Property(a => a.EmailConfirmed).HasColumnName("email_confirmed");
            e.Property(a => a.Name).HasColumnName("name");
            e.Property(a => a.PasswordHash).HasColumnName("password_hash");
            e.Property(a => a.SecurityStamp).HasColumnName("security_stamp");
            e.Property(a => a.ConcurrencyStamp).HasColumnName("concurrency_stamp");
            e.Property(a => a.TwoFactorEnabled).HasColumnName("two_factor_enabled");
        });
        builder.Entity<IdentityUserToken<Guid>>(e =>
        {
            e.ToTable("account_tokens");
            e.Property(t => t.UserId).HasColumnName("account");
            e.Property(t => t.LoginProvider).HasColumnName("login_provider");
            e.Property(t => t.Name).HasColumnName("name");
            e.Property(t => t.Value).HasColumnName("value");
        });
        Session.Map(builder);
        Membership.Map(builder);
        Invitation.Map(builder);
    }
}
