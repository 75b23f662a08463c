import type { Preset } from "../preset.js";

/** Pinduoduo, order export: there is nobody in it. */
export const pinduoduoOrders: Preset = {
  id: "pinduoduo-orders",
  title: "a Pinduoduo order export",
  role: "transactions",
  signature: ["订单号", "订单状态", "商品总价(元)", "用户实付金额(元)", "商家实收金额(元)"],
  columns: {
    order_id: "订单号",
    amount: ["用户实付金额(元)", "商家实收金额(元)"],
    status: "订单状态",
    product: "商品",
    sku: "商品id",
    quantity: "商品数量(件)",
    shipping: "邮费(元)",
  },
  refusal:
    "Export the orders with the receiver's name and phone (收货人, 手机) from the shipping page, or from your ERP, and give that instead.",
};
