using Pengcheng.Chassis;
using Pengcheng.Registry;
using Pengcheng.Registry.Doors;
using Pengcheng.Registry.Notices;

var service = Service.Create("registry", args);
service.Stream<Notice, Publishing>().Stream<RefusedNotice, NothingFollows>().Errors(typeof(RegistryErrors));
service.Services.AddSingleton(RegistryKeys.From(service.Configuration));
service.Services.AddSingleton<NoticeDesk>();
service.Services.AddHostedService<AmqpDoor>();

var app = service.Build();
HttpDoor.Map(app);
Evidence.Map(app);
await app.RunAsync();
