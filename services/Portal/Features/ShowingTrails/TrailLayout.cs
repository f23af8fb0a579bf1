using System.Globalization;

namespace Coc.Portal.Features.ShowingTrails;

/// <summary>
/// Where each step and each line of a trail is drawn: time runs down, one step a row; each body has a lane of its own, in the order in which they come in. Pure: the same trail is
/// always drawn the same way.
/// </summary>
internal static class TrailLayout
{
    public const int NodeWidth = 216;
    public const int NodeHeight = 48;
    public const int LaneWidth = 264;
    public const int RowHeight = 72;
    public const int DayHeight = 36;
    public const int HeadHeight = 56;
    private const int Edge = 12;
    private const int MostBend = LaneWidth - NodeWidth - Edge;

    public static TrailDrawing Of(Trail trail, bool rightToLeft = false)
    {
        ArgumentNullException.ThrowIfNull(trail);
        var lanes = trail.Nodes.Select(n => n.Body).Distinct().ToList();
        var width = Math.Max(1, lanes.Count) * LaneWidth;
        var (days, boxes, y) = (new List<TrailDay>(), new List<TrailBox>(), HeadHeight);
        DateOnly? day = null;
        foreach (var (node, number) in trail.Nodes.Select((n, i) => (n, i + 1)))
        {
            if (DateOnly.FromDateTime(node.At.UtcDateTime) is var its && its != day)
            {
                days.Add(new(its, y));
                (day, y) = (its, y + DayHeight);
            }

            boxes.Add(new(node, number, Left(lanes.IndexOf(node.Body)), y));
            y += RowHeight;
        }

        var of = boxes.GroupBy(b => b.Node.Id).ToDictionary(g => g.Key, g => g.First());
        var lines = trail.Edges.Where(e => e.From != e.To && of.ContainsKey(e.From) && of.ContainsKey(e.To)).Select(e => Line(e, of[e.From], of[e.To], boxes, rightToLeft)).ToList();
        return new(width, y, [.. lanes.Select((l, i) => new TrailLane(l, Left(i)))], days, boxes, lines);

        int Left(int lane)
        {
            var left = (lane * LaneWidth) + Edge;
            return rightToLeft ? width - left - NodeWidth : left;
        }
    }

    private static TrailLine Line(TrailEdge edge, TrailBox from, TrailBox to, List<TrailBox> boxes, bool rightToLeft)
    {
        var (upper, lower) = from.Y <= to.Y ? (from, to) : (to, from);
        if (upper.X != lower.X)
        {
            // Down from one lane into the other.
            var half = (lower.Y - (upper.Y + NodeHeight)) / 2;
            return new(edge, Path($"M{upper.MiddleX} {upper.Y + NodeHeight} C{upper.MiddleX} {upper.Y + NodeHeight + half} {lower.MiddleX} {lower.Y - half} {lower.MiddleX} {lower.Y}"));
        }

        var between = boxes.Count(b => b.X == upper.X && b.Y > upper.Y && b.Y < lower.Y);
        if (between == 0)
        {
            return new(edge, Path($"M{upper.MiddleX} {upper.Y + NodeHeight} L{lower.MiddleX} {lower.Y}"));
        }

        // Around the steps that lie between, at the side, further out the more there are.
        var bend = Math.Min(MostBend, 8 + (between * 6)) * (rightToLeft ? -1 : 1);
        var side = rightToLeft ? upper.X : upper.X + NodeWidth;
        return new(edge, Path($"M{side} {upper.Y + (NodeHeight / 2)} C{side + bend} {upper.Y + (NodeHeight / 2)} {side + bend} {lower.Y + (NodeHeight / 2)} {side} {lower.Y + (NodeHeight / 2)}"));
    }

    private static string Path(FormattableString path) => path.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A trail as it is drawn; lengths in the units of the drawing.</summary>
public sealed record TrailDrawing(
    int Width, int Height, IReadOnlyList<TrailLane> Lanes, IReadOnlyList<TrailDay> Days, IReadOnlyList<TrailBox> Boxes, IReadOnlyList<TrailLine> Lines);

/// <summary>Where the steps of one body stand.</summary>
public sealed record TrailLane(string Body, int X)
{
    public int MiddleX => X + (TrailLayout.NodeWidth / 2);
}

/// <summary>Where a new day begins.</summary>
public sealed record TrailDay(DateOnly Day, int Y);

/// <summary>One step.</summary>
/// <param name="Number">counted from the first, 1: the same as in the list</param>
public sealed record TrailBox(TrailNode Node, int Number, int X, int Y)
{
    public int MiddleX => X + (TrailLayout.NodeWidth / 2);
}

/// <summary>From one step to another.</summary>
public sealed record TrailLine(TrailEdge Edge, string Path);
