using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Which seat the reporter meant (R3): one or none, never a guess between two.</summary>
public sealed class HoldingIdentities
{
    private static readonly Reader Ada = new(Guid.NewGuid(), "Ada Lindqvist");
    private static readonly Reader Bo = new(Guid.NewGuid(), "Bo Castellan");

    [Fact]
    public void By_id_or_by_name()
    {
        Holding.SeatOf(Ada.Seat.ToString(), [Ada, Bo]).ShouldBe(Ada.Seat);
        Holding.SeatOf(" bo  CASTELLAN ", [Ada, Bo]).ShouldBe(Bo.Seat);
    }

    [Fact]
    public void Nobody_is_guessed()
    {
        Holding.SeatOf("Ada", [Ada, Bo]).ShouldBeNull();
        Holding.SeatOf(Guid.NewGuid().ToString(), [Ada, Bo]).ShouldBeNull();
        Holding.SeatOf("Ada Lindqvist", [Ada, Bo, new(Guid.NewGuid(), "ada lindqvist")]).ShouldBeNull();
        Holding.SeatOf("", [Ada, new(Guid.NewGuid(), null)]).ShouldBeNull();
    }
}
