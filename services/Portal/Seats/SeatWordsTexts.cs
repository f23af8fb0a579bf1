namespace Coc.Portal.Seats;

/// <summary>Names the resource file of words about bodies and seats that several pages use.</summary>
internal sealed class SeatWordsTexts;
