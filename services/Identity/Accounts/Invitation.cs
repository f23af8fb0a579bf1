using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Accounts;

/// <summary>Lets the holder of a code choose the password of an account that has none; once, within seven days.</summary>
internal sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public Guid Id { get; init; }

    public Guid Seat { get; init; }

    public Guid Account { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset Expires { get; init; }

    public DateTimeOffset? Used { get; init; }

    public static void Map(ModelBuilder builder) => builder.Entity<Invitation>(e =>
    {
        e.ToTable("invitations");
        e.Property(i => i.Id).HasColumnName("id");
        e.Property(i => i.Seat).HasColumnName("seat");
        e.Property(i => i.Account).HasColumnName("account");
        e.Property(i => i.Hash).HasColumnName("hash");
        e.Property(i => i.Expires).HasColumnName("expires");
        e.Property(i => i.Used).HasColumnName("used");
    });
}
