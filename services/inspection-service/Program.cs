using Pengcheng.Chassis;
using Pengcheng.Inspection;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Visits;

var service = Service.Create("inspection", args);
service.Stream<Firm, FirmReactions>().Stream<Visit, VisitReactions>().Stream<Complaint, ComplaintReactions>().Stream<Body, BodyReactions>()
    .KeyError(VisitReactions.EntryKey, InspectionErrors.EntryExists)
    .Errors(typeof(InspectionErrors));
service.Services.AddSingleton(service.Configuration.GetSection("Inspection").Get<InspectionPolicy>() ?? InspectionPolicy.Default);

await service.Build().RunAsync();
