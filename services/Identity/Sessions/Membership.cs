using Microsoft.EntityFrameworkCore;

namespace Coc.Identity.Sessions;

/// <summary>A seat that has begun and of which nobody has said that it ended, as Liaison's messages tell it. Its term may be over all the same.</summary>
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

/// <summary>What is asked of memberships.</summary>
internal static class MembershipQueries
{
    /// <summary>Those whose term is not over at a moment of the domain's time, whatever was heard of them.</summary>
    public static IQueryable<Membership> InForce(this IQueryable<Membership> memberships, DateTimeOffset now) =>
        memberships.Where(m => m.TermEnd == null || m.TermEnd > now);
}
