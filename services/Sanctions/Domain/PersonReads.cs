namespace Coc.Sanctions.Domain;

/// <summary>Who opened who somebody is (R66): a stream of its own beside the person's, chained like all.</summary>
internal abstract record PersonRead
{
    /// <param name="Person">under the name by which it was asked</param>
    /// <param name="Body">for which the seat acts</param>
    /// <param name="Because">issuer, adopter: a measure of that body's; registry: keeps it for all</param>
    internal sealed record IdentityOpened(Guid Person, Guid Seat, string Body, string Role, string Because) : PersonRead;
}
