using Pengcheng.Chassis;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Doors;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Ratings;
using Pengcheng.Inspection.Storage;
using Pengcheng.Inspection.Visits;
using Pengcheng.Inspection.Work;

var service = Service.Create("inspection", args);
service.Stream<Firm, FirmReactions>()
    .Stream<Visit, VisitReactions>().Rows<Visit, VisitRows>()
    .Stream<Complaint, ComplaintReactions>()
    .Stream<Body, BodyReactions>().Rows<Body, BodyRows>()
    .Stream<Officer>().Stream<Rating>()
    .Errors(typeof(InspectionErrors));
var policy = service.Policy<InspectionPolicy>("Inspection");
Lines.Add(service);
Wiring.AddWork(service, policy);
var ratingKey = service.Setting(configuration => BlindKey.From(configuration, "Ratings:PrivateKey"));
service.Setting(configuration => TokenKeyRing.From(configuration, "Codes:Keys"));
service.Services.AddSingleton<Doorstep>().AddSingleton<TeamReader>().AddSingleton<Waiting>();

var app = service.Build();
AllDoors.Map(app, policy, ratingKey);
await app.RunAsync();
