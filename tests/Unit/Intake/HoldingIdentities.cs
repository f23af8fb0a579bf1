using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Unit.Intake;

/// <summary>Which seat the reporter meant (R3): one or none, never a guess between two.</summary>
public sealed class HoldingIdentities
{
    private static readonly KnownReader Ada = new(Guid.NewGuid(), Guid.NewGuid(), ["Ada Lindqvist"]) { NamesThen = ["Ada Lindqvist"] };
    private static readonly KnownReader Bo = new(Guid.NewGuid(), Guid.NewGuid(), ["Bo Castellan"]) { NamesThen = ["Bo Castellan"] };

    [Fact]
    public void By_id_or_by_name()
    {
        Holding.SeatOf(Ada.Seat.ToString(), Body([Ada, Bo])).ShouldBe(Ada.Seat);
        Holding.SeatOf(" bo  CASTELLAN ", Body([Ada, Bo])).ShouldBe(Bo.Seat);
    }

    [Fact]
    public void Nobody_is_guessed()
    {
        Holding.SeatOf("Ada", Body([Ada, Bo])).ShouldBeNull();
        Holding.SeatOf(Guid.NewGuid().ToString(), Body([Ada, Bo])).ShouldBeNull();
        Holding.SeatOf("Ada Lindqvist", Body([Ada, Bo, new(Guid.NewGuid(), Guid.NewGuid(), ["ada lindqvist"])])).ShouldBeNull();
        Holding.SeatOf("", Body([Ada, new(Guid.NewGuid(), Guid.NewGuid(), [])])).ShouldBeNull();
        Holding.SeatOf("Ada Lindqvist", Body([Ada]) with { Known = [] }).ShouldBeNull("nobody could say who bore the name");
    }

    [Fact]
    public void Who_takes_the_holders_name_does_not_become_the_holder()
    {
        var taker = Bo with { Names = ["Bo Castellan", "Ada Lindqvist"] };
        Holding.SeatOf("Ada Lindqvist", Body([Ada, taker])).ShouldBeNull();
        Holding.SeatOf("Ada Lindqvist", Body([taker], left: Ada)).ShouldBeNull("also when the holder has left");
        Holding.SeatOf("Ada Lindqvist", Body([taker, Ada with { Names = ["Ada Lindqvist", "A. L."] }])).ShouldBeNull("or is called otherwise by now");
    }

    [Fact]
    public void Who_takes_a_name_nobody_bore_when_the_report_came_in_is_not_meant()
    {
        var taker = Bo with { Names = ["Bo Castellan", "Adah Lindqvist"] };
        Holding.SeatOf("Adah Lindqvist", Body([Ada, taker])).ShouldBeNull("the reporter wrote it wrong");
        Holding.SeatOf("Ada Lindqvist", Body([Bo with { Names = ["Bo Castellan", "Ada Lindqvist"] }])).ShouldBeNull("the case is another body's by now");
        Holding.SeatOf("Bo Castellan", Body([Bo with { NamesThen = [] }])).ShouldBeNull("and who came later was not meant");
    }

    [Fact]
    public void The_holder_stays_the_holder_under_another_name_and_in_another_seat()
    {
        var renamed = Ada with { Names = ["Ada Lindqvist", "A. L."] };
        Holding.SeatOf("Ada Lindqvist", Body([renamed, Bo])).ShouldBe(Ada.Seat);
        Holding.SeatOf("Ada Lindqvist", Body([renamed with { Seat = Bo.Seat }], left: renamed)).ShouldBe(Bo.Seat);
    }

    private static BodyReaders Body(IReadOnlyList<KnownReader> sitting, params IReadOnlyList<KnownReader> left) =>
        new("sextant", [.. sitting.Select(k => new Reader(k.Seat, k.Names.Count > 0 ? k.Names[^1] : null))]) { Known = [.. sitting, .. left] };
}
