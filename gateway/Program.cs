using Coc.Gateway;
using Coc.Platform;

var builder = WebApplication.CreateBuilder(args);
var settings = builder.AddPlatform("gateway", database: false, broker: false);
builder.AddGateway(settings);
var app = builder.Build();
app.UseGateway();
app.MapGateway();
await app.RunAsync();
