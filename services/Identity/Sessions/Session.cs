using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Sessions;

/// <summary>One sign-in of an account.</summary>
internal sealed class Session
{
    public Guid Id { get; init; }

    public Guid Account { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>When the newest access token was issued.</summary>
    public DateTimeOffset Renewed { get; init; }

    public DateTimeOffset? Revoked { get; init; }

    public static void Map(ModelBuilder builder)
    {
        builder.Entity<Session>(e =>
        {
            e.ToTable("sessions");
            e.Property(s => s.Id).HasColumnName("id");
            e.Property(s => s.Account).HasColumnName("account");
            e.Property(s => s.Created).HasColumnName("created");
            e.Property(s => s.Renewed).HasColumnName("renewed");
            e.Property(s => s.Revoked).HasColumnName("revoked");
        });
        builder.Entity<RefreshToken>(e =>
        {
            e.ToTable("refresh_tokens").HasKey(t => t.Hash);
            e.HasOne<Session>().WithMany().HasForeignKey(t => t.Session);
            e.Property(t => t.Hash).HasColumnName("hash");
            e.Property(t => t.Session).HasColumnName("session");
            e.Property(t => t.Expires).HasColumnName("expires");
            e.Property(t => t.Used).HasColumnName("used");
        });
    }
}

/// <summary>The hash of a refresh token and whether it has been exchanged.</summary>
internal sealed class RefreshToken
{
    public required byte[] Hash { get; init; }

    public Guid Session { get; init; }

    public DateTimeOffset Expires { get; init; }

    public DateTimeOffset? Used { get; init; }
}
