using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Sessions;

/// <summary>A seat that is in force, as Liaison's messages tell it.</summary>
internal sealed class Membership
{
    public Guid Seat { get; init; }

    public Guid Account { get; init; }

    public required string Body { get; init; }

    public required string Role { get; init; }

    public bool Chair { get; init; }

    public required string Appointment { get; init; }

    public int Position { get; init; }

    public DateTimeOffset? TermEnd { get; init; }

    public static void Map(ModelBuilder builder) => builder.Entity<Membership>(e =>
    {
        e.ToTable("memberships").HasKey(m => m.Seat);
        e.Property(m => m.Seat).HasColumnName("seat");
        e.Property(m => m.Account).HasColumnName("account");
        e.Property(m => m.Body).HasColumnName("body");
        e.Property(m => m.Role).HasColumnName("role");
        e.Property(m => m.Chair).HasColumnName("chair");
        e.Property(m => m.Appointment).HasColumnName("appointment");
        e.Property(m => m.Position).HasColumnName("position");
        e.Property(m => m.TermEnd).HasColumnName("term_end");
    });
}
