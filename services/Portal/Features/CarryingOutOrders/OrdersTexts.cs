namespace Coc.Portal.Features.CarryingOutOrders;

/// <summary>Names the resource file of this folder.</summary>
internal sealed class OrdersTexts;
